/** What an instance without collectors does not need at once. */
export { createErrorLimit, errorData } from '@firsthand/collectors';
export { warnOfAddresses } from '../addresses.js';
export { followReplay } from '../replay/follow-replay.js';
export { openPipeline } from './open-pipeline.js';
