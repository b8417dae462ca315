/** Columns of a SessionSummary over the rows of one session. */
export const SUMMARY = `
  events.session_id AS id,
  any(events.application_id) AS application,
  nullIf(argMax(events.env, events.date), '') AS env,
  nullIf(argMax(events.release, events.date), '') AS version,
  toFloat64(min(events.date)) AS started_at,
  toFloat64(max(events.ended_at)) AS last_event_at,
  toUInt32(countIf(events.type = 'view')) AS views,
  toUInt32(countIf(events.type = 'action')) AS actions,
  toUInt32(countIf(events.type = 'error')) AS errors,
  nullIf(argMin(events.view_name, events.date), '') AS entry_view,
  nullIf(argMax(events.view_name, events.ended_at), '') AS last_view,
  nullIf(any(events.browser), '') AS browser,
  nullIf(any(events.os), '') AS os,
  nullIf(any(events.device_type), '') AS device_type,
  nullIf(argMax(events.user_name, events.date), '') AS user,
  max(events.kept_on_error) AS kept_on_error`;
