import { choice, duration, text, type Field } from './field.js';

const of = ['long_task'] as const;

export const longTask: Field[] = [
  choice('long_task.entry_type', 'Kind of task', { of }),
  duration('long_task.duration', 'Duration of the task', { of }),
  duration('long_task.blocking_duration', 'Blocking time', { of }),
  text('long_task.script', 'First script of the task', {
    of,
    path: 'long_task.scripts.0.source_url',
  }),
  choice('long_task.invoker', 'Invoker of the task', { of, path: 'long_task.scripts.0.invoker' }),
];
