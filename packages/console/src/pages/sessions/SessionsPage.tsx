import { Group, Paper, Stack, Switch, Title } from '@mantine/core';
import { useState } from 'react';
import { useScope, type Scope } from '../../api/use-scope.js';
import { useSessions } from '../../api/use-sessions.js';
import { EmptyState } from '../../states/EmptyState.js';
import { ErrorState } from '../../states/ErrorState.js';
import { LoadingRows } from '../../states/LoadingState.js';
import { StaleNotice } from '../../states/StaleNotice.js';
import { SessionsTable } from './SessionsTable.js';

export function SessionsPage() {
  const scope = useScope();
  return scope ? <Sessions scope={scope} /> : null;
}

function Sessions({ scope }: { scope: Scope }) {
  const [isLive, setIsLive] = useState(true);
  const { data, error, refetch } = useSessions(scope, isLive);
  if (!data) return error ? <ErrorState error={error} onRetry={refetch} /> : <LoadingRows />;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1}>Sessions</Title>
        <Switch
          label="Live"
          checked={isLive}
          onChange={(event) => setIsLive(event.currentTarget.checked)}
        />
      </Group>
      <Paper withBorder>
        {data.length ? (
          <SessionsTable sessions={data} />
        ) : (
          <EmptyState>No session was active in this time. Choose a longer range.</EmptyState>
        )}
      </Paper>
      <StaleNotice error={error} />
    </Stack>
  );
}
