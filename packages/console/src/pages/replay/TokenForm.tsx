import { Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';

interface TokenFormProps {
  /** What was wrong with the one before. */
  sentence: string | undefined;
  onToken: (token: string) => void;
}

/** Where replays are watched with a token: it is asked for, and kept by no one but the page. */
export function TokenForm({ sentence, onToken }: TokenFormProps) {
  return (
    <Paper withBorder p="xl" maw={480} w="100%" mx="auto">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const token = new FormData(event.currentTarget).get('token');
          if (typeof token === 'string' && token) onToken(token);
        }}
      >
        <Stack>
          <Title order={1}>Replays need a token</Title>
          <Text size="sm" c="dimmed">
            One of the server’s replay.tokens or adminTokens. Who watches is on record.
          </Text>
          <PasswordInput
            name="token"
            label="Token"
            error={sentence}
            autoComplete="off"
            data-autofocus
          />
          <Button type="submit">Watch</Button>
        </Stack>
      </form>
    </Paper>
  );
}
