export { actions } from './actions.js';
export { errorData } from './error-data.js';
export { errors } from './errors.js';
export { fetchRequests } from './fetch.js';
export { longTasks, type LongTasksOptions } from './long-tasks.js';
export { navigationTiming } from './navigation-timing.js';
export { resources } from './resources.js';
export { webVitals } from './web-vitals.js';
export { xhrRequests } from './xhr.js';
