import type { SessionAnswer } from '@firsthand/protocol/query';
import { useQuery } from '@tanstack/react-query';
import { get } from './get.js';
import { useToken } from './token.js';

/** A session whose last event is more recent than this may still go on, in milliseconds. */
const RECENT = 5 * 60_000;

export function useSession(application: string, id: string) {
  const { token } = useToken();
  return useQuery({
    queryKey: ['session', application, id, token],
    queryFn: () => get<SessionAnswer>(`sessions/${encodeURIComponent(id)}`, { application }, token),
    refetchInterval: ({ state }) =>
      state.data && Date.now() - state.data.session.last_event_at < RECENT ? 2_000 : false,
  });
}
