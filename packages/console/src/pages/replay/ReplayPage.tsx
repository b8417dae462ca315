import 'rrweb/dist/style.css';
import './replay.css';
import { Anchor, Group, Stack } from '@mantine/core';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { ApiError, isRefusal } from '../../api/get.js';
import { TokenProvider, useToken } from '../../api/token.js';
import { useReplay } from '../../api/use-replay.js';
import { useScope } from '../../api/use-scope.js';
import { useSession } from '../../api/use-session.js';
import type { Search } from '../../search.js';
import { EmptyState } from '../../states/EmptyState.js';
import { ErrorState } from '../../states/ErrorState.js';
import { LoadingRows } from '../../states/LoadingState.js';
import { TokenForm } from '../../states/TokenForm.js';
import { NoReplay } from './NoReplay.js';
import { Theatre } from './Theatre.js';

export function ReplayPage() {
  const { id } = useParams({ from: '/sessions/$id/replay' });
  const search = useSearch({ strict: false }) as Search;
  const scope = useScope();
  return (
    <Stack gap="md">
      <Group>
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link to="/sessions/$id" params={{ id }} search={search} {...props} />
          )}
        >
          ← The session
        </Anchor>
      </Group>
      {scope && (
        <TokenProvider>
          <Replay application={scope.application} session={id} />
        </TokenProvider>
      )}
    </Stack>
  );
}

function Replay({ application, session }: { application: string; session: string }) {
  const { token } = useToken();
  const source = { application, session, token };
  const replay = useReplay(source);
  const events = useSession(application, session);
  if (replay.error instanceof ApiError && replay.error.status === 404) {
    return <NoReplay events={events.data?.events ?? []} />;
  }
  if (isRefusal(replay.error)) {
    return <TokenForm sentence={`${replay.error.message} Who watches is on record.`} />;
  }
  if (replay.error) return <ErrorState error={replay.error} onRetry={replay.refetch} />;
  // Marks and panes come when they come; a session whose events are gone is played without them.
  if (!replay.data || events.isPending) return <LoadingRows />;
  if (!replay.data.some((segment) => segment.has_full_snapshot)) {
    return <EmptyState>Only fragments of this recording arrived; nothing can be shown.</EmptyState>;
  }
  return <Theatre segments={replay.data} source={source} answer={events.data} />;
}
