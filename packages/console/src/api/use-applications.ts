import type { ApplicationsAnswer } from '@firsthand/protocol/query';
import { useQuery } from '@tanstack/react-query';
import { get } from './get.js';

/** Applications that have sent data, most recent first. Asked more often while there is none. */
export function useApplications() {
  return useQuery({
    queryKey: ['applications'],
    queryFn: () => get<ApplicationsAnswer>('applications'),
    select: ({ applications }) => applications,
    refetchInterval: ({ state }) => (state.data?.applications.length ? 15_000 : 1_500),
  });
}
