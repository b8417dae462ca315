import { Alert, Anchor, Button, Group, Paper, Stack } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useScope } from '../../api/use-scope.js';
import { useSession } from '../../api/use-session.js';
import type { Search } from '../../search.js';
import { EmptyState } from '../../states/EmptyState.js';
import { ErrorState } from '../../states/ErrorState.js';
import { LoadingRows } from '../../states/LoadingState.js';
import { StaleNotice } from '../../states/StaleNotice.js';
import { SessionFacts } from './SessionFacts.js';
import { Timeline } from './Timeline.js';
import { TypeFilter } from './TypeFilter.js';

export function SessionPage() {
  const { id } = useParams({ from: '/sessions/$id' });
  const search = useSearch({ strict: false }) as Search;
  const scope = useScope();
  return (
    <Stack gap="md">
      <Group>
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/sessions" search={search} {...props} />}
        >
          ← All sessions
        </Anchor>
      </Group>
      {scope && <Session application={scope.application} id={id} />}
    </Stack>
  );
}

function Session({ application, id }: { application: string; id: string }) {
  const { data, error, refetch } = useSession(application, id);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  if (!data) return error ? <ErrorState error={error} onRetry={refetch} /> : <LoadingRows />;
  const { session, events, truncated } = data;
  const shown = events.filter(({ type }) => !hidden.has(type));
  return (
    <>
      <SessionFacts session={session} />
      {session.has_replay && <WatchReplay application={application} id={id} />}
      {truncated && <Alert color="yellow">Only the first {events.length} events are shown.</Alert>}
      <TypeFilter events={events} hidden={hidden} onChange={setHidden} />
      <Paper withBorder style={{ overflow: 'hidden' }}>
        {shown.length ? (
          <Timeline session={session} events={shown} />
        ) : (
          <EmptyState>All types of event are switched off.</EmptyState>
        )}
      </Paper>
      <StaleNotice error={error} />
    </>
  );
}

function WatchReplay({ application, id }: { application: string; id: string }) {
  const search = useSearch({ strict: false }) as Search;
  return (
    <Group>
      <Button
        leftSection={<IconPlayerPlayFilled size={16} />}
        renderRoot={(props) => (
          <Link
            to="/sessions/$id/replay"
            params={{ id }}
            search={{ ...search, application }}
            {...props}
          />
        )}
      >
        Watch the replay
      </Button>
    </Group>
  );
}
