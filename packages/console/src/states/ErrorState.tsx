import { Alert, Button, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { isRefusal } from '../api/get.js';
import { TokenForm } from './TokenForm.js';

/** A question that got no answer: what happened, and another try, or a token that the server wants. */
export function ErrorState({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  if (isRefusal(error)) return <TokenForm sentence={error.message} />;
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title="This could not be shown" role="alert">
      <Stack align="flex-start" gap="sm">
        {error.message}
        <Button size="xs" color="red" variant="light" onClick={() => void onRetry()}>
          Try again
        </Button>
      </Stack>
    </Alert>
  );
}
