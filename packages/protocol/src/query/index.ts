export type { ApplicationsAnswer } from './applications.js';
export {
  readFilter,
  type Condition,
  type ConditionTest,
  type FieldCondition,
  type Limit,
} from './conditions.js';
export { Filter } from './filter.js';
export { numberIn } from './units.js';
export {
  ATTRIBUTES,
  fieldOf,
  fields,
  has,
  TIMINGS,
  type Attribute,
  type Field,
  type FieldType,
  type Filling,
  type Unit,
} from './fields.js';
export {
  Subject,
  type AuditAnswer,
  type AuditEntry,
  type ErasureAnswer,
  type SubjectKind,
} from './privacy.js';
export { QuestionProgress, StoreAnswer } from './progress.js';
export type { Measures, OverviewAnswer } from './overview.js';
export type { ReplayAnswer, ReplayRecords, ReplaySegment } from './replay.js';
export type { Enrichment, SessionAnswer, StackFrame, StoredEvent } from './session.js';
export { SessionsQuery, type SessionsAnswer, type SessionSummary } from './sessions.js';
export {
  completionAt,
  FilterFault,
  parseFilter,
  printFilter,
  withoutTerm,
  withTerm,
  type Completion,
  type Expression,
  type Piece,
} from './language/index.js';
export {
  CompareQuestion,
  CountQuestion,
  DistributionQuestion,
  EVENT_TYPES,
  ExplainQuestion,
  FacetsQuestion,
  HeatQuestion,
  ListQuestion,
  SeriesQuestion,
  TableQuestion,
  TopQuestion,
  type Against,
  type CompareAnswer,
  type CountAnswer,
  type DistributionAnswer,
  type ExplainAnswer,
  type FacetsAnswer,
  type Group,
  type HeatAnswer,
  type ListAnswer,
  type SeriesAnswer,
  type Share,
  type TableAnswer,
  type TopAnswer,
  type Values,
} from './questions.js';
