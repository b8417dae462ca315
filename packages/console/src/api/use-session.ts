import type { SessionAnswer } from '@firsthand/protocol/query';
import { useQuery } from '@tanstack/react-query';
import { get } from './get.js';
import { useToken } from './token.js';

/** A session whose last event is more recent than this may still go on, in milliseconds. */
const RECENT = 5 * 60_000;

/** What is shown of a session; an answer has some of it. */
const MAX_EVENTS = 2_000;
const MAX_ANSWERS = 5;

/** A session with its first events, asked for answer by answer. */
async function firstEvents(
  { application, id }: { application: string; id: string },
  token: string | undefined,
): Promise<SessionAnswer> {
  const path = `sessions/${encodeURIComponent(id)}`;
  let answer = await get<SessionAnswer>(path, { application }, token);
  for (let asked = 1; answer.next && asked < MAX_ANSWERS; asked += 1) {
    if (answer.events.length >= MAX_EVENTS) break;
    const more = await get<SessionAnswer>(path, { application, after: answer.next }, token);
    answer = { ...more, events: [...answer.events, ...more.events] };
  }
  return answer;
}

export function useSession(application: string, id: string) {
  const { token } = useToken();
  return useQuery({
    queryKey: ['session', application, id, token],
    queryFn: () => firstEvents({ application, id }, token),
    refetchInterval: ({ state }) =>
      state.data && Date.now() - state.data.session.last_event_at < RECENT ? 2_000 : false,
  });
}
