import { Type } from 'typebox';
import { Attributes, common, Count, Duration, Rect, Url, ViewReference } from './common.js';

/** Web vitals of one view. Times are nanoseconds since the view's start. */
const ViewPerformance = Type.Object({
  fcp: Type.Optional(Type.Object({ timestamp: Duration })),
  lcp: Type.Optional(
    Type.Object({
      timestamp: Duration,
      target_selector: Type.Optional(Type.String()),
      resource_url: Type.Optional(Url),
      sub_parts: Type.Optional(
        Type.Object({ load_delay: Duration, load_time: Duration, render_delay: Duration }),
      ),
    }),
  ),
  inp: Type.Optional(
    Type.Object({
      duration: Duration,
      timestamp: Type.Optional(Duration),
      target_selector: Type.Optional(Type.String()),
      sub_parts: Type.Optional(
        Type.Object({
          input_delay: Duration,
          processing_duration: Duration,
          presentation_delay: Duration,
        }),
      ),
    }),
  ),
  cls: Type.Optional(
    Type.Object({
      score: Type.Number(),
      timestamp: Type.Optional(Duration),
      target_selector: Type.Optional(Type.String()),
      previous_rect: Type.Optional(Rect),
      current_rect: Type.Optional(Rect),
    }),
  ),
});

const ViewProperties = Type.Object({
  loading_type: Type.Enum(['initial_load', 'route_change', 'session_renewal', 'bf_cache']),
  navigation_type: Type.Optional(
    Type.Enum(['navigate', 'reload', 'back_forward', 'prerender', 'restore']),
  ),
  /** Nanoseconds the view has lasted so far. */
  time_spent: Duration,
  is_active: Type.Boolean(),
  loading_time: Type.Optional(Duration),
  first_byte: Type.Optional(Duration),
  dom_interactive: Type.Optional(Duration),
  dom_content_loaded: Type.Optional(Duration),
  dom_complete: Type.Optional(Duration),
  load_event: Type.Optional(Duration),
  custom_timings: Type.Optional(Type.Record(Type.String(), Duration)),
  performance: Type.Optional(ViewPerformance),
  action: Count,
  error: Count,
  resource: Count,
  long_task: Count,
  frustration: Count,
});

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
    document_version: Type.Integer({ minimum: 1, maximum: 2 ** 32 - 1 }),
    /** What the page was to the person, and since when. https://wicg.github.io/page-lifecycle/ */
    page_states: Type.Optional(Type.Array(Type.Object({ state: PageState, start: Duration }))),
  }),
  privacy: Type.Optional(Attributes),
});
