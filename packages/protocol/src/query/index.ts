export {
  CompareAnswer,
  CountAnswer,
  DistributionAnswer,
  ExplainAnswer,
  FacetsAnswer,
  Group,
  HeatAnswer,
  ListAnswer,
  SeriesAnswer,
  Share,
  TableAnswer,
  TopAnswer,
  Values,
} from './answers.js';
export { ApplicationsAnswer } from './applications.js';
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
export { AuditAnswer, AuditEntry, ErasureAnswer, Subject, type SubjectKind } from './privacy.js';
export { QuestionProgress, StoreAnswer } from './progress.js';
export { Measures, OverviewAnswer } from './overview.js';
export { ReplayAnswer, ReplayRecords, ReplaySegment } from './replay.js';
export { SessionAnswer, StoredEvent, type Enrichment, type StackFrame } from './session.js';
export { SESSION_ORDERS, SessionsAnswer, SessionsQuery, SessionSummary } from './sessions.js';
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
} from './questions.js';
