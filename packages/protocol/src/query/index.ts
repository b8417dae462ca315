export type { ApplicationsAnswer } from './applications.js';
export { Filter } from './filter.js';
export type { Measures, OverviewAnswer } from './overview.js';
export type { Enrichment, SessionAnswer, StackFrame, StoredEvent } from './session.js';
export { SessionsQuery, type SessionsAnswer, type SessionSummary } from './sessions.js';
