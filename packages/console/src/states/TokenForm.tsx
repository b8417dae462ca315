import { Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useToken } from '../api/token.js';

/** Where the server asks for a token. @param sentence what it said: without one, or of the one before */
export function TokenForm({ sentence }: { sentence: string }) {
  const { token, setToken } = useToken();
  return (
    <Paper withBorder p="xl" maw={480} w="100%" mx="auto">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const given = new FormData(event.currentTarget).get('token');
          if (typeof given === 'string' && given) setToken(given);
        }}
      >
        <Stack>
          <Title order={1}>The server asks for a token</Title>
          {!token && <Text>{sentence}</Text>}
          <PasswordInput
            name="token"
            label="Token"
            description="Kept until this page is closed or loaded again."
            error={token && sentence}
            errorProps={{ role: 'alert' }}
            autoComplete="off"
          />
          <Button type="submit">Go on</Button>
        </Stack>
      </form>
    </Paper>
  );
}
