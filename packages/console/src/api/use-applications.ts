import type { ApplicationsAnswer } from '@firsthand/protocol/query';
import { useQuery } from '@tanstack/react-query';
import { get } from './get.js';
import { useToken } from './token.js';

/** Applications that have sent data, most recent first. Asked more often while there is none. */
export function useApplications() {
  const { token } = useToken();
  return useQuery({
    queryKey: ['applications', token],
    queryFn: () => get<ApplicationsAnswer>('applications', {}, token),
    select: ({ applications }) => applications,
    refetchInterval: ({ state }) => (state.data?.applications.length ? 15_000 : 1_500),
  });
}
