import { belRecords, type BelRecord } from '../bel.ts';
import { click, custom, error, jsonLines, once, request, resource, view, vital } from '../fact.ts';
import type { Fact, Peer, Post } from '../peer.ts';

/** Of the agent's payloads in JSON, what is read here. */
interface Body {
  ins?: {
    eventType: string;
    action?: string;
    actionName?: string;
    targetId?: string;
    entryName?: string;
    initiatorType?: string;
  }[];
  err?: { params: { message: string } }[];
}

type Logs = { logs?: { message: string; level: string }[] }[];

export const newRelic: Peer = {
  id: 'new-relic',
  name: 'New Relic',
  packages: ['@newrelic/browser-agent'],
  hasReplay: true,
  omits: ['long task'],
  read: (posts) => once(posts.flatMap(factsOf), ['vital']),
  answer({ path }) {
    if (!path.startsWith('/1/')) return undefined;
    const app = { agents: [{ entityGuid: 'bench' }], nrServerTime: Date.now() };
    return { body: JSON.stringify({ app, ...FEATURES }) };
  },
};

/** As an account answers in which all is switched on but the session traces, which are samples. */
const FEATURES = {
  loaded: 1,
  err: 1,
  ins: 1,
  spa: 1,
  log: 1,
  logapi: 1,
  st: 1,
  sts: 0,
  sr: 1,
  srs: 1,
};

function factsOf({ path, query, text }: Post): Fact[] {
  if (path.startsWith('/1/')) return query.has('be') ? [vital('TTFB')] : [];
  if (path.startsWith('/events/')) return belRecords(text).flatMap(recordFacts);
  if (path.startsWith('/browser/logs')) {
    return jsonLines<Logs>(text)
      .flat()
      .flatMap(({ logs = [] }) => logs)
      .flatMap(({ level, message }) => (level === 'ERROR' ? [error(message)] : []));
  }
  return jsonLines<Body>(text).flatMap(({ ins = [], err = [] }) => [
    ...err.map(({ params }) => error(params.message)),
    ...ins.flatMap(({ eventType, action, actionName = '', targetId = '', entryName = '' }) => {
      if (eventType === 'UserAction') return action === 'click' ? [click(targetId)] : [];
      if (eventType === 'PageAction') return [custom(actionName)];
      return eventType === 'BrowserPerformance' ? [resource(entryName)] : [];
    }),
  ]);
}

function recordFacts({ fields: [type], text }: BelRecord): Fact[] {
  if (type === 'e') return /^(fcp|lcp|cls|inp)$/.test(text(1)) ? [vital(text(1))] : [];
  if (type === '2') return [request(text(9))];
  const [trigger, before, after] = [text(6), text(8), text(9)];
  return type === '1' && (trigger === 'initialPageLoad' || before !== after) ? [view(after)] : [];
}
