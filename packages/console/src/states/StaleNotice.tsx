import { Text } from '@mantine/core';

/** Said while figures that are shown could not be refreshed. */
export function StaleNotice({ error }: { error: Error | null }) {
  return (
    <Text role="status" size="sm" c="red" mih="1.5em">
      {error ? `${error.message} The figures are from before; trying again.` : ''}
    </Text>
  );
}
