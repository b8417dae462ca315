import type { Enrichment } from '@firsthand/protocol/query';
import { snapshotsOf, type Snapshot } from './snapshots.js';
import type { ViewInProgress } from './view.js';
import type { Delivery } from './visits.js';

/** How long events wait in the browser and are under way, in milliseconds. */
const MIN_DELAY = 700;
const MAX_DELAY = 3_000;
const MINUTE = 60_000;

/** What of a view arrives at the server, and when. */
export function deliveriesOf(view: ViewInProgress): Delivery[] {
  const { scene, startedAt } = view;
  const { random, hardships, enrichment } = scene;
  const batch = random.uuid();
  const receivedAt = (at: number) =>
    Math.floor(startedAt + at + random.between(MIN_DELAY, MAX_DELAY));
  const deliveries = view.entries.map(({ at, event }, line): Delivery => {
    const eventId = `${batch}:${line + 1}`;
    return { event, eventId, enrichment, receivedAt: receivedAt(at), when: 'with' };
  });
  const isUnsteady = scene.skew !== 0 && random.chance(hardships.unsteadyClocks);
  for (const snapshot of snapshotsOf(view)) {
    deliveries.push({
      event: snapshot.event,
      eventId: view.reference.id,
      enrichment: isUnsteady ? otherwise(view) : enrichment,
      receivedAt: receivedAt(snapshot.at),
      when: arrivalOf(snapshot, view),
    });
  }
  if (!hardships.twice) return deliveries;
  const again = deliveries.filter(() => random.chance(hardships.twice));
  return [...deliveries, ...again.map((delivery) => ({ ...delivery, when: 'after' as const }))];
}

function arrivalOf({ isNewest }: Snapshot, { scene }: ViewInProgress): Delivery['when'] {
  if (isNewest) return 'with';
  return scene.random.chance(scene.hardships.late) ? 'after' : 'before';
}

/** Another measure of the same clock: it was under way longer, or the clock was set meanwhile. */
function otherwise({ scene: { random, enrichment, skew } }: ViewInProgress): Enrichment {
  const later = random.chance(0.5) ? random.integer(1, 20) * 1_000 : random.integer(2, 90) * MINUTE;
  return { ...enrichment, clock_skew: skew - later };
}
