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

/** Of https://develop.sentry.dev/sdk/data-model/envelopes/, what is read here: items' headers are lines of their own. */
interface SentryItem {
  items?: SentrySpan[];
  exception?: { values: { type?: string; value: string }[] };
  message?: string;
  level?: string;
  breadcrumbs?: { timestamp: number; category?: string; message?: string }[];
}

interface SentrySpan {
  /** Seconds. */
  start_timestamp: number;
  end_timestamp: number;
  attributes: Record<string, { value: unknown }>;
}

export const sentry: Peer = {
  id: 'sentry',
  name: 'Sentry',
  packages: ['@sentry/browser'],
  hasReplay: true,
  omits: [],
  notes:
    'Clicks are breadcrumbs of errors. Resources and long tasks belong to the spans of page loads and navigations; those that come later are in none.',
  read(posts) {
    const items = posts.flatMap(({ text }) => jsonLines<SentryItem>(text));
    const crumbs = items.flatMap(({ breadcrumbs = [] }) => breadcrumbs);
    const clicks = new Map(
      crumbs
        .filter(({ category }) => category === 'ui.click')
        // Each event repeats those before it.
        .map(({ timestamp, message = '' }) => [`${timestamp} ${message}`, click(message)]),
    );
    const facts = [...items.flatMap(factsOf), ...clicks.values()];
    return once(facts, ['vital']);
  },
};

function factsOf({ items = [], exception, message, level }: SentryItem): Fact[] {
  // The last is the one that was thrown, the others its causes.
  const text = exception?.values.at(-1)?.value ?? message;
  if (text) return [level === 'info' ? custom(text) : error(text)];
  return items.flatMap(spanFacts);
}

function spanFacts({ attributes, start_timestamp: start, end_timestamp: end }: SentrySpan): Fact[] {
  const operation = String(attributes['sentry.op']?.value);
  const url = String(attributes['url.full']?.value);
  const vitals = Object.keys(attributes).flatMap(
    (name) => /^browser\.web_vital\.(\w+)\.value$/.exec(name)?.[1] ?? [],
  );
  return [
    ...(/^(pageload|navigation)$/.test(operation) ? [view(url)] : []),
    ...(operation === 'http.client' ? [request(url)] : []),
    ...(operation.startsWith('resource.') ? [resource(url)] : []),
    ...(operation.startsWith('ui.long') ? [longTask((end - start) * 1_000)] : []),
    ...vitals.map(vital),
  ];
}
