import type { SessionSummary } from '@firsthand/protocol/query';
import type { Ask } from './ask.js';

/** Sessions of an application, each with whether it has a recording. */
export async function withReplay(
  ask: Ask,
  {
    application,
    sessions,
  }: { application: string; sessions: Omit<SessionSummary, 'has_replay'>[] },
): Promise<SessionSummary[]> {
  if (!sessions.length) return [];
  const recorded = await ask<{ id: string }>({
    sql: `SELECT DISTINCT session_id AS id FROM replay_segments
      WHERE application_id = {application:String} AND session_id IN {ids:Array(String)}`,
    parameters: { application, ids: sessions.map(({ id }) => id) },
    settings: {},
  });
  const ids = new Set(recorded.map(({ id }) => id));
  return sessions.map((session) => ({ ...session, has_replay: ids.has(session.id) }));
}
