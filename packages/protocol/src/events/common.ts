import { Type } from 'typebox';
import { BY_OTHERS, field, part } from './field.js';

/** The last moment that a JavaScript Date can hold. */
const MAX_DATE = 8.64e15;

export const Id = Type.String({ minLength: 1, maxLength: 64 });
export const Name = Type.String({ maxLength: 4096 });
export const Url = Type.String({ maxLength: 65_536 });
/** Nanoseconds. */
export const Duration = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** Milliseconds since the Unix epoch. */
const Timestamp = Type.Integer({ minimum: 0, maximum: MAX_DATE });
export const Count = Type.Object({ count: field(Type.Integer({ minimum: 0 }), 'how many') });
const Attributes = Type.Record(Type.String(), Type.Unknown());
export const Phase = Type.Object({
  start: field(Duration, 'when it began, since the request'),
  duration: field(Duration, 'how long it took'),
});
export const Rect = Type.Object({
  x: field(Type.Number(), 'left edge, in CSS pixels'),
  y: field(Type.Number(), 'upper edge, in CSS pixels'),
  width: field(Type.Number(), 'width, in CSS pixels'),
  height: field(Type.Number(), 'height, in CSS pixels'),
});

const Usr = Type.Object({
  id: field(Type.Optional(Type.String()), 'the id that you give your user'),
  name: field(Type.Optional(Type.String()), 'their name'),
  email: field(Type.Optional(Type.String()), 'their e-mail address'),
  anonymous_id: field(
    Type.Optional(Type.String()),
    'a random id of this browser that outlives sessions',
    { off: 'off until `trackAnonymousUser`, or without consent to `identify`' },
  ),
});

const Account = Type.Object({
  id: field(Type.String(), 'id'),
  name: field(Type.Optional(Type.String()), 'name'),
});

const Connectivity = Type.Object({
  status: field(
    Type.Enum(['connected', 'not_connected', 'maybe']),
    'whether the browser is online',
  ),
  interfaces: field(
    Type.Optional(Type.Array(Type.String())),
    'kind of network: `wifi`, `cellular`, …',
    BY_OTHERS,
  ),
  effective_type: field(
    Type.Optional(Type.Enum(['slow-2g', '2g', '3g', '4g'])),
    'how fast the network seems, in four classes',
  ),
});

const Device = Type.Object({
  type: field(
    Type.Optional(
      Type.Enum(['mobile', 'desktop', 'tablet', 'tv', 'gaming_console', 'bot', 'other']),
    ),
    'kind of device',
    BY_OTHERS,
  ),
  locale: field(Type.Optional(Type.String()), 'language of the browser'),
  locales: field(
    Type.Optional(Type.Array(Type.String())),
    'languages that the person reads',
    BY_OTHERS,
  ),
  time_zone: field(Type.Optional(Type.String()), 'time zone, as `Europe/Berlin`'),
});

/** The view as every event names it. */
export const ViewReference = Type.Object({
  id: field(Id, 'random id of the page view', { purpose: 'usage' }),
  url: field(Url, 'address of the page, scrubbed', { purpose: 'usage' }),
  name: field(Type.Optional(Name), 'the path, id-like segments as `?`, or the name that you give', {
    purpose: 'usage',
    off: '`groupUrl`, `startView`, `setViewName`',
  }),
  referrer: field(Type.Optional(Url), 'address of the page before, scrubbed', {
    purpose: 'usage',
  }),
});

/** The action during which an event happened. */
export const ActionReference = Type.Object({
  id: field(Type.Union([Id, Type.Array(Id)]), 'id of the action during which it happened', {
    purpose: 'usage',
    off: '`trackUserInteractions: false`',
  }),
});

const CONFIGURED = { purpose: 'segments', off: 'off until you configure it' };
const SEGMENT = { purpose: 'segments' };

export const Trimmed = field(
  Type.Optional(Type.Array(Type.String())),
  'parts of the event that were cut to the limits',
  { purpose: 'usage' },
);

/**
 * What every event carries. Names, nesting and units follow the public rum-events-format JSON Schemas;
 * `env` is a field of its own here.
 */
export const common = {
  date: field(Timestamp, 'when it happened', { purpose: 'usage' }),
  source: field(Type.Literal('browser'), 'always `browser`', { purpose: 'usage' }),
  application: Type.Object({
    id: field(Type.String({ pattern: '^\\w{1,48}$' }), 'your `applicationId`', {
      purpose: 'usage',
    }),
  }),
  session: part(
    Type.Object({
      id: field(Id, 'random id of a visit, of 4 h and 15 min without interaction at most'),
      type: field(Type.Enum(['user', 'synthetics', 'ci_test']), 'whether a person or a test'),
      has_replay: field(Type.Optional(Type.Boolean()), 'whether the visit was recorded'),
      kept_on_error: field(
        Type.Optional(Type.Boolean()),
        'whether the visit is not in the sample, and was only sent because of an error',
        { off: 'off until `sessionOnError`' },
      ),
    }),
    { purpose: 'usage', off: '`sessionSampleRate: 0`, `trackingConsent`' },
  ),
  view: ViewReference,
  service: field(Type.Optional(Name), 'name of the front end', CONFIGURED),
  env: field(Type.Optional(Name), 'where the page runs', CONFIGURED),
  version: field(Type.Optional(Name), 'its release', CONFIGURED),
  usr: part(Type.Optional(Usr), {
    purpose: 'identity',
    off: 'off until `setUser`, or without consent to `identify`',
  }),
  account: field(Type.Optional(Account), 'the user’s organisation', {
    purpose: 'identity',
    off: 'off until `setAccount`, or without consent to `identify`',
  }),
  tab: part(Type.Optional(Type.Object({ id: field(Id, 'random id of the tab', BY_OTHERS) })), {
    purpose: 'usage',
  }),
  connectivity: part(Type.Optional(Connectivity), SEGMENT),
  device: part(Type.Optional(Device), SEGMENT),
  display: part(
    Type.Optional(
      Type.Object({
        viewport: Type.Optional(
          Type.Object({
            width: field(Type.Number(), 'width of the window, in CSS pixels'),
            height: field(Type.Number(), 'height of the window, in CSS pixels'),
          }),
        ),
        scroll: field(
          Type.Optional(
            Type.Object({
              max_depth: field(
                Type.Number({ minimum: 0 }),
                'lowest point that was in sight, in CSS pixels',
              ),
              max_depth_scroll_top: field(
                Type.Number({ minimum: 0 }),
                'scroll position at which that was',
              ),
              max_scroll_height: field(Type.Number({ minimum: 0 }), 'greatest height of the page'),
              max_scroll_height_time: field(
                Duration,
                'when the page had it, since the view’s start',
              ),
            }),
          ),
          'how far down a view was seen',
        ),
      }),
    ),
    SEGMENT,
  ),
  context: field(Type.Optional(Attributes), 'attributes that you give', {
    purpose: 'yours',
    off: 'off until `setGlobalContext`, `setViewContext` or the like',
  }),
  _dd: Type.Optional(Type.Object({ trimmed: Trimmed })),
  feature_flags: field(Type.Optional(Attributes), 'which variant the view got', {
    purpose: 'yours',
    off: 'off until `addFeatureFlagEvaluation`',
  }),
} as const;
