import { Type } from 'typebox';
import { common, Count, Duration, Rect, Url, ViewReference, Trimmed } from './common.js';
import { BY_OTHERS, field, part } from './field.js';

/** Web vitals of one view. Times are nanoseconds since the view's start. */
const ViewPerformance = Type.Object({
  interaction_delay: field(
    Type.Optional(Duration),
    'of a route: from the interaction that led to it until it began',
    { purpose: 'speed', off: '`trackWebVitals: false`' },
  ),
  fcp: field(
    Type.Optional(Type.Object({ timestamp: field(Duration, 'when') })),
    'first contentful paint',
    { purpose: 'speed', off: '`trackWebVitals: false`' },
  ),
  lcp: field(
    Type.Optional(
      Type.Object({
        timestamp: field(Duration, 'when'),
        target_selector: field(Type.Optional(Type.String()), 'CSS selector of the element'),
        resource_url: field(Type.Optional(Url), 'address of the image, scrubbed'),
        sub_parts: Type.Optional(
          Type.Object({
            load_delay: field(Duration, 'until loading began'),
            load_time: field(Duration, 'loading'),
            render_delay: field(Duration, 'until it was painted'),
          }),
        ),
      }),
    ),
    'largest contentful paint',
    { purpose: 'speed', off: '`trackWebVitals: false`' },
  ),
  inp: field(
    Type.Optional(
      Type.Object({
        duration: field(Duration, 'how long until the next paint'),
        timestamp: field(Type.Optional(Duration), 'when'),
        target_selector: field(Type.Optional(Type.String()), 'CSS selector of the element'),
        sub_parts: Type.Optional(
          Type.Object({
            input_delay: field(Duration, 'until handlers ran'),
            processing_duration: field(Duration, 'handlers'),
            presentation_delay: field(Duration, 'until it was painted'),
          }),
        ),
        longest_script: Type.Optional(
          Type.Object({
            duration: field(Duration, 'of the script that ran longest meanwhile'),
            invoker: field(Type.String(), 'what called it'),
            invoker_type: field(Type.String(), 'kind of what called it'),
            source_url: field(Type.Optional(Url), 'address of the script, scrubbed'),
            source_function_name: field(Type.Optional(Type.String()), 'function that was called'),
          }),
        ),
      }),
    ),
    'slowest interaction (INP)',
    { purpose: 'speed', off: '`trackWebVitals: false`' },
  ),
  cls: field(
    Type.Optional(
      Type.Object({
        score: field(Type.Number(), 'how much moved, without a unit'),
        timestamp: field(Type.Optional(Duration), 'when the worst shift was'),
        target_selector: field(Type.Optional(Type.String()), 'CSS selector of what moved'),
        previous_rect: field(Type.Optional(Rect), 'before'),
        current_rect: field(Type.Optional(Rect), 'afterwards'),
      }),
    ),
    'layout shifts (CLS)',
    { purpose: 'speed', off: '`trackWebVitals: false`' },
  ),
});

const ViewProperties = Type.Object({
  loading_type: field(
    Type.Enum(['initial_load', 'route_change', 'session_renewal', 'bf_cache']),
    'how the view came to be',
    { purpose: 'usage' },
  ),
  navigation_type: field(
    Type.Optional(Type.Enum(['navigate', 'reload', 'back_forward', 'prerender', 'restore'])),
    'how the browser came to the page',
    { purpose: 'usage' },
  ),
  time_spent: field(Duration, 'how long it has lasted so far', { purpose: 'usage' }),
  is_active: field(Type.Boolean(), 'whether it goes on', { purpose: 'usage' }),
  loading_time: field(Type.Optional(Duration), 'until the page was quiet', { purpose: 'speed' }),
  first_byte: field(Type.Optional(Duration), 'until the first byte of the document', {
    purpose: 'speed',
  }),
  dom_interactive: field(Type.Optional(Duration), 'until the document was parsed', {
    purpose: 'speed',
  }),
  dom_content_loaded: field(Type.Optional(Duration), 'until its scripts had run', {
    purpose: 'speed',
  }),
  dom_complete: field(Type.Optional(Duration), 'until all of it was loaded', { purpose: 'speed' }),
  load_event: field(Type.Optional(Duration), 'until the load event had ended', {
    purpose: 'speed',
  }),
  custom_timings: field(
    Type.Optional(Type.Record(Type.String(), Duration)),
    'moments that you mark, by name',
    { purpose: 'yours', off: 'off until `addTiming`' },
  ),
  performance: Type.Optional(ViewPerformance),
  action: field(Count, 'actions', { purpose: 'usage' }),
  error: field(Count, 'errors', { purpose: 'errors' }),
  resource: field(Count, 'resources', { purpose: 'speed' }),
  long_task: field(Count, 'long tasks', { purpose: 'speed' }),
  frustration: field(Count, 'signs of frustration', { purpose: 'usage' }),
});

const Consent = Type.Enum(['granted', 'pending', 'denied']);

const TRACES = { purpose: 'traces', off: 'off until your server names it' };

const PageState = Type.Enum(['active', 'passive', 'hidden', 'frozen', 'terminated']);

/**
 * A snapshot of a view. A snapshot with a higher `_dd.document_version` replaces the earlier ones of the
 * same `view.id`; `date` is always the view's start.
 */
export const ViewEvent = Type.Object({
  ...common,
  type: Type.Literal('view'),
  view: Type.Interface([ViewReference, ViewProperties], {}),
  _dd: Type.Object({
    trimmed: Trimmed,
    document_version: field(
      Type.Integer({ minimum: 1, maximum: 2 ** 32 - 1 }),
      'number of this snapshot of the view',
      { purpose: 'usage' },
    ),
    /** https://wicg.github.io/page-lifecycle/ */
    page_states: field(
      Type.Optional(
        Type.Array(
          Type.Object({
            state: field(PageState, 'state'),
            start: field(Duration, 'since the view’s start'),
          }),
        ),
      ),
      'whether the page was in front, hidden or frozen, and since when',
      { purpose: 'usage' },
    ),
    trace_id: field(
      Type.Optional(Type.String()),
      'id of the back end’s trace of the document, which it names by `Server-Timing`',
      TRACES,
    ),
    span_id: field(Type.Optional(Type.String()), 'id of the span in it', TRACES),
  }),
  privacy: Type.Optional(
    Type.Object({
      replay_level: field(Type.Optional(Type.String()), 'at which level the view was recorded', {
        purpose: 'usage',
        ...BY_OTHERS,
      }),
      consent: part(
        Type.Optional(
          Type.Object({
            measure: field(Consent, 'for measuring'),
            replay: field(Consent, 'for recording'),
            identify: field(Consent, 'for naming the person'),
            said_at: field(Type.Integer({ minimum: 0 }), 'when it was said last'),
          }),
        ),
        { purpose: 'usage' },
      ),
    }),
  ),
});
