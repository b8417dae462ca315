export { collect, INTAKE, SESSION_ID, type Collected } from './collect.js';
export { comesTrue } from './comes-true.js';
export { countLeaks, type Leaks } from './count-leaks.js';
export { createMemoryTransport, type MemoryTransport } from './memory-transport.js';
export { schemaFaults } from './schema-faults.js';
export { eventually } from './eventually.js';
export { fakePerformanceObserver } from './fake-performance-observer.js';
export { idle } from './idle.js';
export { keptEvents } from './kept-events.js';
