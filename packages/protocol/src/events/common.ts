import { Type } from 'typebox';

/** The last moment that a JavaScript Date can hold. */
const MAX_DATE = 8.64e15;

export const Id = Type.String({ minLength: 1, maxLength: 64 });
export const Name = Type.String({ maxLength: 4096 });
export const Url = Type.String({ maxLength: 65_536 });
/** Nanoseconds. */
export const Duration = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** Milliseconds since the Unix epoch. */
const Timestamp = Type.Integer({ minimum: 0, maximum: MAX_DATE });
export const Count = Type.Object({ count: Type.Integer({ minimum: 0 }) });
export const Attributes = Type.Record(Type.String(), Type.Unknown());
export const Phase = Type.Object({ start: Duration, duration: Duration });
export const Rect = Type.Object({
  x: Type.Number(),
  y: Type.Number(),
  width: Type.Number(),
  height: Type.Number(),
});

const Usr = Type.Object({
  id: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  anonymous_id: Type.Optional(Type.String()),
});

const Account = Type.Object({ id: Type.String(), name: Type.Optional(Type.String()) });

const Connectivity = Type.Object({
  status: Type.Enum(['connected', 'not_connected', 'maybe']),
  interfaces: Type.Optional(Type.Array(Type.String())),
  effective_type: Type.Optional(Type.Enum(['slow-2g', '2g', '3g', '4g'])),
});

const Device = Type.Object({
  type: Type.Optional(
    Type.Enum(['mobile', 'desktop', 'tablet', 'tv', 'gaming_console', 'bot', 'other']),
  ),
  locale: Type.Optional(Type.String()),
  locales: Type.Optional(Type.Array(Type.String())),
  time_zone: Type.Optional(Type.String()),
});

/** The view as every event names it. */
export const ViewReference = Type.Object({
  id: Id,
  url: Url,
  name: Type.Optional(Name),
  referrer: Type.Optional(Url),
});

/** The action during which an event happened. */
export const ActionReference = Type.Object({ id: Type.Union([Id, Type.Array(Id)]) });

/**
 * What every event carries. Names, nesting and units follow the public rum-events-format JSON Schemas;
 * `env` is a field of its own here.
 */
export const common = {
  date: Timestamp,
  source: Type.Literal('browser'),
  application: Type.Object({ id: Type.String({ pattern: '^\\w{1,48}$' }) }),
  session: Type.Object({
    id: Id,
    type: Type.Enum(['user', 'synthetics', 'ci_test']),
    has_replay: Type.Optional(Type.Boolean()),
  }),
  view: ViewReference,
  service: Type.Optional(Name),
  env: Type.Optional(Name),
  version: Type.Optional(Name),
  usr: Type.Optional(Usr),
  account: Type.Optional(Account),
  tab: Type.Optional(Type.Object({ id: Id })),
  connectivity: Type.Optional(Connectivity),
  device: Type.Optional(Device),
  display: Type.Optional(
    Type.Object({
      viewport: Type.Optional(Type.Object({ width: Type.Number(), height: Type.Number() })),
      /** How far down a view was seen, in CSS pixels; on views. */
      scroll: Type.Optional(
        Type.Object({
          /** Lowest point of the page that was in sight. */
          max_depth: Type.Number({ minimum: 0 }),
          /** Scroll position at which that was. */
          max_depth_scroll_top: Type.Number({ minimum: 0 }),
          /** Greatest height of the page. */
          max_scroll_height: Type.Number({ minimum: 0 }),
          /** When the page had it, since the view's start. */
          max_scroll_height_time: Duration,
        }),
      ),
    }),
  ),
  context: Type.Optional(Attributes),
  feature_flags: Type.Optional(Attributes),
} as const;
