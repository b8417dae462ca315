import { Code, Loader, Paper, Stack, Text, Title } from '@mantine/core';

const SNIPPET = `npm install @firsthand/rum

import { init } from '@firsthand/rum';

init({
  applicationId: 'my_app',
  env: 'prod',
  version: '1.0.0',
  endpoint: '${location.origin}/rum',
});`;

/** Before the first event: how to send one. */
export function FirstRun() {
  return (
    <Paper withBorder p="xl" maw={640} mx="auto" mt="xl">
      <Stack>
        <Title order={1}>Waiting for the first event</Title>
        <Text>
          Add Firsthand to a page. Its data shows here by itself, seconds after the page is opened.
        </Text>
        <Code block>{SNIPPET}</Code>
        <Text c="dimmed" size="sm" role="status">
          <Loader size="xs" type="dots" mr="xs" /> Listening…
        </Text>
      </Stack>
    </Paper>
  );
}
