import { Type } from 'typebox';
import { common, Count, Duration, Id, Name } from './common.js';

export const ActionEvent = Type.Object({
  ...common,
  type: Type.Literal('action'),
  action: Type.Object({
    id: Id,
    type: Type.Enum(['click', 'tap', 'scroll', 'swipe', 'back', 'custom']),
    target: Type.Optional(Type.Object({ name: Name })),
    loading_time: Type.Optional(Duration),
    frustration: Type.Optional(
      Type.Object({ type: Type.Array(Type.Enum(['rage_click', 'dead_click', 'error_click'])) }),
    ),
    error: Type.Optional(Count),
    resource: Type.Optional(Count),
    long_task: Type.Optional(Count),
  }),
  _dd: Type.Optional(
    Type.Object({
      action: Type.Optional(
        Type.Object({
          position: Type.Optional(Type.Object({ x: Type.Integer(), y: Type.Integer() })),
          target: Type.Optional(
            Type.Object({
              selector: Type.Optional(Type.String()),
              width: Type.Optional(Type.Integer()),
              height: Type.Optional(Type.Integer()),
            }),
          ),
          name_source: Type.Optional(
            Type.Enum([
              'custom_attribute',
              'mask_placeholder',
              'standard_attribute',
              'text_content',
              'mask_disallowed',
              'blank',
            ]),
          ),
        }),
      ),
    }),
  ),
});
