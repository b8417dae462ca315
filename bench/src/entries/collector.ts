export { longTasks } from '@firsthand/collectors/long-tasks';
