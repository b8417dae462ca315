import { choice, count, duration, list, text, type Field } from './field.js';

const of = ['action'] as const;

export const action: Field[] = [
  choice('action.type', 'Kind of action', { of }),
  choice('action.target.name', 'Action', { of, sql: 'action_name', isSearched: true }),
  text('action.selector', 'Element of the action', { of, path: '_dd.action.target.selector' }),
  list('action.frustration.type', 'Frustration', {
    of,
    sql: 'action_frustration',
    aliases: ['frustration'],
  }),
  duration('action.loading_time', 'Time of the action', { of }),
  count('action.error.count', 'Errors of the action', { of }),
  count('action.resource.count', 'Resources of the action', { of }),
  count('action.long_task.count', 'Long tasks of the action', { of }),
];
