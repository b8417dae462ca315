import type { Events } from '@firsthand/protocol';
import type { Engine } from './data/browsers.js';
import { ERROR_KINDS, REGRESSION, type Call, type ErrorKind } from './data/errors.js';
import type { PageName } from './data/pages.js';
import { weighted, type Weighted } from './random.js';
import type { Scene } from './scene.js';
import { add, type ViewInProgress } from './view.js';

/** How often a view has an error of those that every release has. */
const ERRORS = 0.145;
/** How often the checkout fails in releases with the fault. */
const REGRESSION_ERRORS = 0.3;

/** The kinds of each page. */
const kinds = new Map<PageName, Weighted<ErrorKind>>();

interface Circumstances {
  at: number;
  action?: { id: string };
  /** Of a request that failed. */
  request?: Pick<Events['error']['error'], 'resource'> & Pick<Events['error'], '_dd'>;
}

/** Errors that happen by themselves. */
export function addErrors(view: ViewInProgress): void {
  const { page, scene, stay } = view;
  const { random, release } = scene;
  for (let error = random.count(ERRORS); error > 0; error -= 1) {
    addError(view, kindOf(view), { at: random.between(0, stay) });
  }
  if (!release.isRegressed || !REGRESSION.pages?.includes(page.name)) return;
  if (random.chance(REGRESSION_ERRORS)) addError(view, REGRESSION, { at: random.between(0, stay) });
}

/** One of the kinds that happen on a view's page. */
export function kindOf({ page: { name }, scene }: ViewInProgress): ErrorKind {
  let ofPage = kinds.get(name);
  if (!ofPage) {
    const possible = ERROR_KINDS.filter(({ pages }) => !pages || pages.includes(name));
    ofPage = weighted(possible, ({ weight }) => weight);
    kinds.set(name, ofPage);
  }
  return scene.random.pickWeighted(ofPage);
}

export function addError(
  view: ViewInProgress,
  kind: ErrorKind,
  { at, action, request }: Circumstances,
): void {
  const { scene } = view;
  const { resource, _dd } = request ?? {};
  const message = resource
    ? `${resource.method} ${resource.url} answered ${resource.status_code}`
    : typeof kind.message === 'string'
      ? kind.message
      : kind.message(scene.random);
  const stack = stackOf(kind, { message, scene });
  add<'error'>(view, at, {
    type: 'error',
    ...(action && { action }),
    feature_flags: scene.flags,
    error: {
      message,
      source: kind.source,
      ...(kind.type && { type: kind.type }),
      ...(stack && { stack }),
      handling: kind.isHandled ? 'handled' : 'unhandled',
      ...(resource && { resource }),
      ...kind.more,
    },
    ...(_dd && { _dd }),
  });
}

interface Thrown {
  message: string;
  scene: Scene;
}

/** As the browser's engine writes it. */
function stackOf({ type, calls }: ErrorKind, { message, scene }: Thrown): string {
  if (!calls.length) return '';
  const { engine } = scene.visitor.browser;
  const lines = calls.map((call) => callOf(call, { engine, version: scene.release.version }));
  const head = engine === 'chromium' ? [`${type ?? 'Error'}: ${message}`] : [];
  return [...head, ...lines].join('\n');
}

function callOf(
  [name, file, line, column]: Call,
  { engine, version }: { engine: Engine; version: string },
): string {
  const path = file.replace('{version}', version);
  const url = file.includes('://') ? path : `https://cdn.shop.example/assets/${path}`;
  const place = `${url}:${line}:${column}`;
  if (engine === 'chromium') return `    at ${name} (${place})`;
  return `${name.replace('async ', engine === 'gecko' ? 'async*' : '')}@${place}`;
}
