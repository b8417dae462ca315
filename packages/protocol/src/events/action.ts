import { Type } from 'typebox';
import { common, Count, Duration, Id, Name, Trimmed } from './common.js';
import { field, part } from './field.js';

export const ActionEvent = Type.Object({
  ...common,
  type: Type.Literal('action'),
  action: part(
    Type.Object({
      id: field(Id, 'random id of the action'),
      type: field(
        Type.Enum(['click', 'tap', 'scroll', 'swipe', 'back', 'custom']),
        'what the person did, or `custom` for what you report',
      ),
      target: field(
        Type.Optional(
          Type.Object({
            name: field(
              Name,
              'its name, masked as `defaultPrivacyLevel` says; or the name that you give',
              { off: '`defaultPrivacyLevel`, `data-rum-privacy`' },
            ),
          }),
        ),
        'what was clicked',
      ),
      loading_time: field(Type.Optional(Duration), 'until the page was quiet again'),
      frustration: field(
        Type.Optional(
          Type.Object({
            type: field(
              Type.Array(Type.Enum(['rage_click', 'dead_click', 'error_click'])),
              'rage click, dead click or error click',
            ),
          }),
        ),
        'frustration',
      ),
      error: field(Type.Optional(Count), 'errors that came of it'),
      resource: field(Type.Optional(Count), 'resources that it loaded'),
      long_task: field(Type.Optional(Count), 'long tasks that it caused'),
    }),
    { purpose: 'usage', off: '`trackUserInteractions: false`' },
  ),
  _dd: part(
    Type.Optional(
      Type.Object({
        trimmed: Trimmed,
        action: Type.Optional(
          Type.Object({
            position: field(
              Type.Optional(
                Type.Object({
                  x: field(Type.Integer(), 'from its left edge'),
                  y: field(Type.Integer(), 'from its upper edge'),
                }),
              ),
              'where in the element',
            ),
            target: field(
              Type.Optional(
                Type.Object({
                  selector: field(Type.Optional(Type.String()), 'CSS selector'),
                  width: field(Type.Optional(Type.Integer()), 'width'),
                  height: field(Type.Optional(Type.Integer()), 'height'),
                }),
              ),
              'the element',
            ),
            name_source: field(
              Type.Optional(
                Type.Enum([
                  'custom_attribute',
                  'mask_placeholder',
                  'standard_attribute',
                  'text_content',
                  'mask_disallowed',
                  'blank',
                ]),
              ),
              'where the name comes from',
            ),
          }),
        ),
      }),
    ),
    { purpose: 'usage', off: '`trackUserInteractions: false`' },
  ),
});
