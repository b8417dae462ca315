import { Type } from 'typebox';
import { ActionReference, common, Duration, Id } from './common.js';
import { BY_OTHERS, field, part } from './field.js';

/** `start_time` and the like are milliseconds since the view's start, as in the public format. */
export const LongTaskEvent = Type.Object({
  ...common,
  type: Type.Literal('long_task'),
  action: Type.Optional(ActionReference),
  long_task: part(
    Type.Object({
      id: field(Type.Optional(Id), 'random id of the task', BY_OTHERS),
      entry_type: field(
        Type.Enum(['long-task', 'long-animation-frame']),
        'as what the browser reports it',
      ),
      start_time: field(
        Type.Optional(Type.Number()),
        'when it began, in ms since the view’s start',
      ),
      duration: field(Duration, 'how long it took'),
      blocking_duration: field(Type.Optional(Duration), 'how long the page could not react'),
      render_start: field(
        Type.Optional(Type.Number()),
        'when painting began, in ms since the view’s start',
      ),
      style_and_layout_start: field(
        Type.Optional(Type.Number()),
        'when layout began, in ms since the view’s start',
      ),
      first_ui_event_timestamp: field(
        Type.Optional(Type.Number()),
        'when the first interaction came, in ms since the view’s start',
      ),
      scripts: field(
        Type.Optional(
          Type.Array(
            Type.Object({
              duration: field(Type.Optional(Duration), 'how long it ran'),
              start_time: field(
                Type.Optional(Type.Number()),
                'when it began, in ms since the view’s start',
              ),
              execution_start: field(
                Type.Optional(Type.Number()),
                'when it was compiled, in ms since the view’s start',
              ),
              pause_duration: field(
                Type.Optional(Duration),
                'time in dialogs and synchronous requests',
              ),
              forced_style_and_layout_duration: field(
                Type.Optional(Duration),
                'time in layouts that it forced',
              ),
              source_url: field(Type.Optional(Type.String()), 'its address'),
              source_function_name: field(Type.Optional(Type.String()), 'name of the function'),
              source_char_position: field(Type.Optional(Type.Integer()), 'place in the file'),
              invoker: field(Type.Optional(Type.String()), 'what called it'),
              invoker_type: field(Type.Optional(Type.String()), 'kind of what called it'),
              window_attribution: field(Type.Optional(Type.String()), 'in which frame'),
            }),
          ),
        ),
        'script',
      ),
    }),
    { purpose: 'speed', off: '`trackLongTasks: false`' },
  ),
});
