export type { Expression, Piece } from './ast.js';
export { withoutTerm, withTerm } from './change.js';
export { completionAt, type Completion } from './complete.js';
export { FilterFault } from './fault.js';
export { parseFilter } from './parse.js';
export { printFilter } from './print.js';
