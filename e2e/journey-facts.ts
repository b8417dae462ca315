import type { StoredEvent } from '@firsthand/protocol/query';
import { JOURNEY, shareOf, statusOf } from './journey-page.js';

export type JourneyFacts = ReturnType<typeof factsOf>;

/** What events tell of a journey. */
export function factsOf(events: readonly StoredEvent[]) {
  const of = <T extends StoredEvent['type']>(type: T) =>
    events.filter((event): event is Extract<StoredEvent, { type: T }> => event.type === type);
  const resources = of('resource').map(({ resource }) => resource);
  const requests = resources.filter(({ url }) => url.includes('/hostile/'));
  const images = resources.filter(({ url }) => /picture-\d+\.svg$/.test(url));
  return {
    views: of('view').map(({ view }) => view.name),
    actions: counted(of('action').map(({ action }) => action.target?.name ?? '')),
    errors: of('error')
      .map(({ error }) => error.message.replace(/^Uncaught "(.*)"$|^(csp)_.*/, '$1$2'))
      .toSorted(),
    requests: counted(requests.map(({ type, status_code: status }) => `${type} ${status}`)),
    images: counted(images.map(({ type }) => type)),
    pictures: new Set(images.map(({ url }) => url)).size,
    documents: resources.filter(({ type }) => type === 'document').map(({ url }) => url),
    longTasks: of('long_task').length,
    sessions: new Set(events.map(({ session }) => session.id)).size,
  };
}

/** What they are to tell, when the page itself has seen so many long tasks. */
export function expectedFacts(site: string, longTasks: number): JourneyFacts {
  const { views, clicks, fetches, xhrs, images, errors } = JOURNEY;
  return {
    views,
    actions: counted(Array.from({ length: clicks }, (_, number) => `button ${number}`)),
    errors: errors.toSorted(),
    requests: statuses({ fetch: fetches, xhr: xhrs }),
    images: { image: images },
    pictures: images,
    documents: [`${site}/start`],
    longTasks,
    sessions: 1,
  };
}

/** How often each answer comes, when they take turns over the views as the journey has them. */
function statuses(totals: Record<string, number>): Record<string, number> {
  return counted(
    Object.entries(totals).flatMap(([type, total]) =>
      JOURNEY.views.flatMap((_, view) =>
        Array.from(
          { length: shareOf(total, view).count },
          (_, index) => `${type} ${statusOf(index)}`,
        ),
      ),
    ),
  );
}

function counted<T>(values: readonly T[]): Record<string, number> {
  return Object.fromEntries(
    Array.from(new Set(values))
      .toSorted()
      .map((value) => [String(value), values.filter((other) => other === value).length]),
  );
}
