import type { ReplayAnswer } from '@firsthand/protocol/query';
import { useQuery } from '@tanstack/react-query';
import type { ReplaySource } from '../replay/records.js';
import { get } from './get.js';

/** Asked once: each time is an entry of the audit log. */
export function useReplay({ application, session, token }: ReplaySource) {
  return useQuery({
    queryKey: ['replay', application, session, token],
    queryFn: () =>
      get<ReplayAnswer>(`sessions/${encodeURIComponent(session)}/replay`, { application }, token),
    select: ({ segments }) => segments,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}
