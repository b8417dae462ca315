import type { OverviewAnswer } from '@firsthand/protocol/query';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from './get.js';
import { useToken } from './token.js';
import { toFilter, type Scope } from './use-scope.js';

export function useOverview(scope: Scope) {
  const { token } = useToken();
  return useQuery({
    queryKey: ['overview', scope, token],
    queryFn: () => get<OverviewAnswer>('overview', toFilter(scope), token),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });
}
