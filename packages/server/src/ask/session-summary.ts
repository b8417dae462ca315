import { countedAs } from '../store/count-hours.js';

/** Columns of a SessionSummary over what is counted of a session, by the hour or over events. */
export const SUMMARY = `
  events.session_id AS id,
  any(events.application_id) AS application,
  nullIf(argMax(events.env, (events.last_date, events.env)), '') AS env,
  nullIf(argMax(events.release, (events.last_date, events.release)), '') AS version,
  toFloat64(min(events.date)) AS started_at,
  toFloat64(max(events.ended_at)) AS last_event_at,
  toUInt32(sum(events.views)) AS views,
  toUInt32(sum(events.actions)) AS actions,
  toUInt32(sum(events.errors)) AS errors,
  nullIf(argMin(events.entry_view, (events.date, events.entry_view)), '') AS entry_view,
  nullIf(argMax(events.last_view, (events.ended_at, events.last_view)), '') AS last_view,
  nullIf(max(events.browser), '') AS browser,
  nullIf(max(events.os), '') AS os,
  nullIf(max(events.device_type), '') AS device_type,
  nullIf(argMax(events.user_name, (events.last_date, events.user_name)), '') AS user,
  max(events.kept_on_error) AS kept_on_error`;

const { sql, keys } = countedAs('hourly_sessions');

/** Events as {@link SUMMARY} takes them. */
export function sessionsOfEventsSql(from: string): string {
  return `(SELECT events.application_id AS application_id, ${sql} ${from}
    GROUP BY application_id, ${keys}) AS events`;
}
