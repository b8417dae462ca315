import type { SessionsAnswer } from '@firsthand/protocol/query';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from './get.js';
import { useToken } from './token.js';
import { toFilter, type Scope } from './use-scope.js';

/** @param isLive whether to ask again each second, while the tab is visible */
export function useSessions(scope: Scope, isLive: boolean) {
  const { token } = useToken();
  return useQuery({
    queryKey: ['sessions', scope, token],
    queryFn: () => get<SessionsAnswer>('sessions', { ...toFilter(scope), limit: 100 }, token),
    select: ({ sessions }) => sessions,
    placeholderData: keepPreviousData,
    refetchInterval: isLive && 1_000,
  });
}
