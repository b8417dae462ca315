import { nanoseconds } from './options.js';
import { add, type ViewInProgress } from './view.js';

/** Share of payments that fail. */
const FAILED = 0.07;

/** What the shop measures itself. */
export function addVitals(view: ViewInProgress): void {
  const { page, scene, stay, speed } = view;
  const { random, network } = scene;
  if (page.name === '/checkout') addPayment(view);
  if (page.name === '/checkout/done') {
    addDuration(view, { name: 'checkout', at: 0, duration: random.logNormal(95_000, 0.6) });
  }
  if (page.name === '/search' && random.chance(0.7)) {
    addDuration(view, { name: 'search', at: 20, duration: random.logNormal(310 * network, 0.5) });
  }
  if (page.name === '/products/?' && random.chance(0.1)) {
    addDuration(view, { name: 'gallery', at: speed.loaded, duration: random.logNormal(240, 0.6) });
  }
  if (page.name === '/' && stay > speed.loaded && random.chance(0.3)) {
    addDuration(view, { name: 'hero', at: 0, duration: speed.lcp });
  }
}

function addDuration(
  view: ViewInProgress,
  { name, at, duration }: { name: string; at: number; duration: number },
): void {
  const { random } = view.scene;
  add<'vital'>(view, at, {
    type: 'vital',
    vital: { id: random.uuid(), type: 'duration', name, duration: nanoseconds(duration) },
  });
}

/** An operation: how it begins, and mostly how it ends. */
function addPayment(view: ViewInProgress): void {
  const { scene, stay } = view;
  const { random } = scene;
  const operation = {
    type: 'operation_step' as const,
    name: 'payment',
    operation_key: random.hex(8),
  };
  const start = random.between(0.2, 0.8) * stay;
  add<'vital'>(view, start, {
    type: 'vital',
    vital: { id: random.uuid(), ...operation, step_type: 'start' },
  });
  if (random.chance(0.12)) return;
  add<'vital'>(view, start + random.logNormal(1_400, 0.5), {
    type: 'vital',
    vital: {
      id: random.uuid(),
      ...operation,
      step_type: 'end',
      ...(random.chance(FAILED) && { failure_reason: 'error' as const }),
    },
  });
}
