import { Type } from 'typebox';
import { ActionReference, common, Duration, Id } from './common.js';

/** `start_time` and the like are milliseconds since the view's start, as in the public format. */
export const LongTaskEvent = Type.Object({
  ...common,
  type: Type.Literal('long_task'),
  action: Type.Optional(ActionReference),
  long_task: Type.Object({
    id: Type.Optional(Id),
    entry_type: Type.Enum(['long-task', 'long-animation-frame']),
    start_time: Type.Optional(Type.Number()),
    duration: Duration,
    blocking_duration: Type.Optional(Duration),
    render_start: Type.Optional(Type.Number()),
    style_and_layout_start: Type.Optional(Type.Number()),
    first_ui_event_timestamp: Type.Optional(Type.Number()),
    scripts: Type.Optional(
      Type.Array(
        Type.Object({
          duration: Type.Optional(Duration),
          start_time: Type.Optional(Type.Number()),
          execution_start: Type.Optional(Type.Number()),
          pause_duration: Type.Optional(Duration),
          forced_style_and_layout_duration: Type.Optional(Duration),
          source_url: Type.Optional(Type.String()),
          source_function_name: Type.Optional(Type.String()),
          source_char_position: Type.Optional(Type.Integer()),
          invoker: Type.Optional(Type.String()),
          invoker_type: Type.Optional(Type.String()),
          window_attribution: Type.Optional(Type.String()),
        }),
      ),
    ),
  }),
});
