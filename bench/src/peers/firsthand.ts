import { expand, type Envelope, type RumEvent } from '@firsthand/protocol';
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

export const firsthand: Peer = {
  id: 'firsthand',
  name: 'Firsthand',
  packages: ['@firsthand/rum'],
  hasReplay: true,
  omits: [],
  read(posts) {
    const batches = posts
      .filter(({ path }) => path === '/rum/v1/events')
      .map(({ text }) => jsonLines<Envelope>(text) as [Envelope, ...object[]])
      .map(([envelope, ...events]) => ({ envelope, events }));
    // Whoever takes a batch twice stores it once.
    const unique = new Map(batches.map((batch) => [batch.envelope.batch_id, batch]));
    const facts = [...unique.values()]
      .flatMap(({ envelope, events }) =>
        events.map((event) => expand(envelope.shared, { ...event })),
      )
      .flatMap((event) => factsOf(event as RumEvent));
    // A view's later snapshots replace the earlier ones.
    return once(facts, ['view', 'vital']);
  },
};

function factsOf(event: RumEvent): Fact[] {
  switch (event.type) {
    case 'view': {
      const { url, performance, first_byte: firstByte } = event.view;
      const names = [
        ...Object.keys(performance ?? {}),
        ...(firstByte === undefined ? [] : ['ttfb']),
      ];
      return [view(url), ...names.map(vital)];
    }
    case 'action':
      return [
        event.action.type === 'custom'
          ? custom(event.action.target?.name ?? '')
          : click(event.action.target?.name ?? ''),
      ];
    case 'error':
      return [error(event.error.message)];
    case 'long_task':
      return [longTask(event.long_task.duration / 1e6)];
    case 'resource':
      return [
        /fetch|xhr/.test(event.resource.type)
          ? request(event.resource.url)
          : resource(event.resource.url),
      ];
    default:
      return [];
  }
}
