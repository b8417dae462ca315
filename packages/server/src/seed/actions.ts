import type { Events } from '@firsthand/protocol';
import type { Click } from './data/pages.js';
import { addError, kindOf } from './errors.js';
import { addLongTask } from './long-tasks.js';
import { nanoseconds } from './options.js';
import { weighted, type Weighted } from './random.js';
import { addCall } from './requests.js';
import { add, type ViewInProgress } from './view.js';

/** Shares of clicks that came to nothing, of the third on one spot, and of those that end in an error. */
const DEAD = 0.022;
const RAGE = 0.01;
const FAILED = 0.008;
const CUSTOM = 0.04;

const clicks = new Map<readonly Click[], Weighted<Click>>();

type Frustrations = NonNullable<Events['action']['action']['frustration']>['type'];

/** What a person does on a page, and what comes of it. */
export function addActions(view: ViewInProgress): void {
  const { page, scene, speed, stay } = view;
  const { random } = scene;
  const from = Math.min(speed.loaded, stay * 0.6);
  for (let action = random.count(page.actions); action > 0; action -= 1) {
    const at = random.between(from, stay - 50);
    if (random.chance(CUSTOM)) addCustom(view, at);
    else addClick(view, clickOf(view), at);
  }
}

function clickOf({ page, scene }: ViewInProgress): Click {
  let ofPage = clicks.get(page.clicks);
  if (!ofPage) {
    ofPage = weighted(page.clicks, ({ weight }) => weight);
    clicks.set(page.clicks, ofPage);
  }
  return scene.random.pickWeighted(ofPage);
}

function addClick(view: ViewInProgress, click: Click, at: number): void {
  const { random, cart } = view.scene;
  const action = { id: random.uuid() };
  const before = view.entries.length;
  const isDead = !click.call && random.chance(DEAD);
  if (click.call) addCall(view, click.call, { at: at + 5, action });
  if (!isDead && random.chance(FAILED)) addError(view, kindOf(view), { at: at + 30, action });
  if (!isDead && random.chance(0.12)) addLongTask(view, { at: at + 2, action });
  const count = countsOf(view, before);
  const types: Frustrations = [
    ...(random.chance(RAGE) ? ['rage_click' as const] : []),
    ...(isDead ? ['dead_click' as const] : []),
    ...(count.error ? ['error_click' as const] : []),
  ];
  if (click.cart) {
    cart.pieces = Math.max(0, cart.pieces + click.cart);
    cart.value = cart.pieces ? Math.round((cart.value + random.between(5, 90)) * 100) / 100 : 0;
  }
  add<'action'>(view, at, {
    type: 'action',
    action: {
      ...action,
      type: 'click',
      target: { name: click.name },
      ...(!isDead && { loading_time: nanoseconds(random.logNormal(120, 0.7)) }),
      ...(types.length && { frustration: { type: types } }),
      error: { count: count.error },
      resource: { count: count.resource },
      long_task: { count: count.long_task },
    },
    _dd: targetOf(view, click),
  });
}

/** What came of an action. */
function countsOf(view: ViewInProgress, from: number) {
  const count = { error: 0, resource: 0, long_task: 0 };
  for (const { event } of view.entries.slice(from)) {
    if (event.type in count) count[event.type as keyof typeof count] += 1;
  }
  return count;
}

function targetOf({ scene: { random } }: ViewInProgress, { selector }: Click) {
  const [width, height] = [random.integer(60, 320), random.integer(28, 56)];
  return {
    action: {
      position: { x: random.integer(2, width - 2), y: random.integer(2, height - 2) },
      target: { selector, width, height },
      name_source: 'text_content' as const,
    },
  };
}

/** What the page itself reports as an action. */
function addCustom(view: ViewInProgress, at: number): void {
  const { random } = view.scene;
  add<'action'>(view, at, {
    type: 'action',
    action: {
      id: random.uuid(),
      type: 'custom',
      target: { name: random.pick(['newsletter shown', 'voucher hinted', 'chat opened']) },
    },
  });
}
