import type { OverviewAnswer } from '@firsthand/protocol/query';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from './get.js';
import { toFilter, type Scope } from './use-scope.js';

export function useOverview(scope: Scope) {
  return useQuery({
    queryKey: ['overview', scope],
    queryFn: () => get<OverviewAnswer>('overview', toFilter(scope)),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });
}
