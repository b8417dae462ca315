export { CreationReason, SegmentHeader } from './segment.js';
