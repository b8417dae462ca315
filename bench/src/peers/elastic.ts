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

/** Of Elastic's intake protocol, what is read here. */
interface ElasticLine {
  transaction?: {
    type: string;
    name: string;
    context?: { page?: { url: string } };
    marks?: { agent?: Record<string, number> };
    experience?: Record<string, unknown>;
  };
  span?: { type: string; name: string; duration: number; context?: { http?: { url: string } } };
  error?: { exception?: { message: string } };
}

const MARKS: Record<string, string> = {
  largestContentfulPaint: 'LCP',
  firstContentfulPaint: 'FCP',
  timeToFirstByte: 'TTFB',
};

export const elastic: Peer = {
  id: 'elastic',
  name: 'Elastic APM',
  packages: ['@elastic/apm-rum'],
  omits: [],
  notes:
    'A click is reported if it causes requests; resources are those of the page load, long tasks those of a transaction.',
  read(posts) {
    const facts = posts.flatMap(({ text }) => jsonLines<ElasticLine>(text)).flatMap(factsOf);
    return once(facts, ['vital']);
  },
};

function factsOf({ transaction, span, error: fault }: ElasticLine): Fact[] {
  if (fault) {
    const { message = '' } = fault.exception ?? {};
    return [message.startsWith('event ') ? custom(message) : error(message)];
  }
  if (span) {
    const { url } = span.context?.http ?? {};
    if (span.type === 'external' && url) return [request(url)];
    if (span.type === 'resource' && url) return [resource(url)];
    return span.type === 'longtask' ? [longTask(span.duration)] : [];
  }
  if (!transaction) return [];
  const { type, name, context, marks, experience = {} } = transaction;
  const url = context?.page?.url ?? '';
  return [
    ...(/^(page-load|route-change)$/.test(type) ? [view(url)] : []),
    ...(name.startsWith('Click') || type === 'user-interaction' ? [click(name)] : []),
    ...Object.keys(marks?.agent ?? {}).flatMap((mark) => (MARKS[mark] ? [vital(MARKS[mark])] : [])),
    ...Object.keys(experience).flatMap((metric) =>
      /^(cls|inp)$/.test(metric) ? [vital(metric)] : [],
    ),
  ];
}
