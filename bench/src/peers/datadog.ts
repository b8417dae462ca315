import {
  click,
  custom,
  error,
  jsonLines,
  longTask,
  once,
  request,
  resource,
  view,
  vital,
} from '../fact.ts';
import type { Fact, Peer } from '../peer.ts';

/** Of https://github.com/DataDog/rum-events-format, what is read here. */
interface DatadogEvent {
  type: string;
  view: { url: string; performance?: Record<string, unknown>; first_byte?: number };
  action?: { type: string; target?: { name: string } };
  error?: { message: string };
  /** Its duration is in nanoseconds. */
  long_task?: { duration: number };
  resource?: { type: string; url: string };
}

export const datadog: Peer = {
  id: 'datadog',
  name: 'Datadog',
  packages: ['@datadog/browser-rum'],
  hasReplay: true,
  omits: [],
  read(posts) {
    const facts = posts
      .filter(({ query }) => query.get('ddforward')?.startsWith('/api/v2/rum'))
      .flatMap(({ text }) => jsonLines<DatadogEvent>(text))
      .flatMap(factsOf);
    // A view's later versions replace the earlier ones.
    return once(facts, ['view', 'vital']);
  },
};

function factsOf({ type, view: page, ...event }: DatadogEvent): Fact[] {
  const { action, error: fault, long_task: task, resource: loaded } = event;
  if (type === 'view' || type === 'view_update') {
    const names = Object.keys(page.performance ?? {});
    if (page.first_byte !== undefined) names.push('ttfb');
    return [view(page.url), ...names.map(vital)];
  }
  if (action) return [(action.type === 'custom' ? custom : click)(action.target?.name ?? '')];
  if (fault) return [error(fault.message)];
  if (task) return [longTask(task.duration / 1e6)];
  if (loaded) return [(/fetch|xhr/.test(loaded.type) ? request : resource)(loaded.url)];
  return [];
}
