export type { ApplicationsAnswer } from './applications.js';
export { Filter } from './filter.js';
export {
  Subject,
  type AuditAnswer,
  type AuditEntry,
  type ErasureAnswer,
  type SubjectKind,
} from './privacy.js';
export type { Measures, OverviewAnswer } from './overview.js';
export type { ReplayAnswer, ReplayRecords, ReplaySegment } from './replay.js';
export type { Enrichment, SessionAnswer, StackFrame, StoredEvent } from './session.js';
export { SessionsQuery, type SessionsAnswer, type SessionSummary } from './sessions.js';
