import type { Events, RumEvent } from '@firsthand/protocol';
import { eventually } from './eventually.js';
import { schemaFaults } from './schema-faults.js';

/**
 * Keeps what would be sent, for `init({ beforeSend: kept.beforeSend })`, and has nothing sent. An event that the server
 * would refuse fails the test.
 *
 * @param flush has an instance process what waits
 */
export function keptEvents(flush: () => Promise<void>) {
  const events: RumEvent[] = [];

  const ofType = async <T extends keyof Events>(type: T) => {
    await flush();
    for (const event of events) {
      const faults = schemaFaults(event);
      if (faults.length) throw new Error(`${event.type}: ${faults.join('; ')}`);
    }
    return events.filter((event): event is Events[T] => event.type === type);
  };
  /** The latest snapshot of each view. */
  const views = async () =>
    Array.from(new Map((await ofType('view')).map((event) => [event.view.id, event])).values());

  return {
    beforeSend(event: RumEvent): boolean {
      // Vitest writes uncaught errors to the console.
      const isOfVitest =
        event.type === 'error' && /error-catcher/.test(event.error.handling_stack ?? '');
      if (!isOfVitest) events.push(structuredClone(event));
      return false;
    },
    ofType,
    views,
    /** Events of the type, as soon as there are so many. */
    atLeast: <T extends keyof Events>(count: number, type: T) =>
      eventually(`${count} events of type ${type}`, async () => {
        const found = await ofType(type);
        return found.length >= count && found;
      }),
    /** Of each view name, path, and how it came. */
    routes: async () =>
      (await views()).map(({ view: { name, url, loading_type } }) => [
        name,
        new URL(url).pathname,
        loading_type,
      ]),
    viewNames: async () => (await views()).map(({ view }) => view.name),
    /** Nanoseconds that the view of a name took to load, as soon as they are known. */
    loadingTime: (name: string) =>
      eventually(
        'a loading time',
        async () => (await views()).find(({ view }) => view.name === name)?.view.loading_time,
      ),
  };
}
