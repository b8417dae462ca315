import type { Events } from '@firsthand/protocol';
import { FAILED_REQUEST } from './data/errors.js';
import type { Call } from './data/pages.js';
import { addError } from './errors.js';
import { nanoseconds } from './options.js';
import { weighted } from './random.js';
import { add, type ViewInProgress } from './view.js';

type Resource = Events['resource']['resource'];

const CDN = 'https://cdn.shop.example';
const STATUS = weighted([200, 304, 404, 500, 0], (status) =>
  status === 200 ? 93.2 : status === 304 ? 3.5 : status === 404 ? 1.6 : status === 500 ? 1.3 : 0.4,
);
/** Share of failed requests that the page reports as errors. */
const REPORTED = 0.4;

interface File {
  type: Resource['type'];
  url: string;
  /** Bytes, as they come. */
  size: number;
  isBlocking?: boolean;
}

/** What a page loads: of a new document, all that it is made of; of a route, what it shows. */
export function addRequests(view: ViewInProgress): void {
  const { scene, speed, page, isInitial } = view;
  const { random } = scene;
  if (isInitial) {
    addDocument(view);
    for (const file of filesOf(view)) addFile(view, file, speed.firstByte + random.between(4, 60));
  }
  const shownAt = isInitial ? speed.contentLoaded : 10;
  for (let image = random.count(page.images); image > 0; image -= 1) {
    addFile(view, pictureOf(view), shownAt + random.between(0, 250));
  }
  for (const call of page.calls) addCall(view, call, { at: shownAt + random.between(0, 40) });
}

/** A request to the back end. @returns whether the page reported it as an error */
export function addCall(
  view: ViewInProgress,
  [method, path, time]: Call,
  { at, action }: { at: number; action?: { id: string } },
): boolean {
  const { random, origin, network } = view.scene;
  const status = method === 'GET' ? random.pickWeighted(STATUS) : statusOfChange(random.next());
  const duration = random.logNormal(time * (0.4 + 0.6 * network), 0.55);
  const size = status === 200 ? Math.round(random.logNormal(2_600, 0.8)) : 0;
  const _dd = { trace_id: random.hex(32), span_id: random.hex(16) };
  const url = `${origin}${path.replace('?', String(random.integer(1000, 1599)))}`;
  const resource: Resource = {
    type: method === 'GET' && random.chance(0.15) ? 'xhr' : 'fetch',
    url,
    method,
    status_code: status,
    duration: nanoseconds(duration),
    ...(status === 0 ? { aborted: true } : sizesOf(size, 2.8)),
    ...phasesOf(duration, 0.85),
    protocol: 'h2',
  };
  const reference = action && { action };
  add<'resource'>(view, at, { type: 'resource', ...reference, resource, _dd });
  if (status !== 500 || !random.chance(REPORTED)) return false;
  addError(view, FAILED_REQUEST, {
    at: at + duration,
    ...reference,
    request: { resource: { method, status_code: status, url }, _dd },
  });
  return true;
}

function statusOfChange(chance: number): number {
  return chance < 0.03 ? 500 : chance < 0.05 ? 404 : 200;
}

function addDocument(view: ViewInProgress): void {
  const { scene, speed, reference } = view;
  const duration = speed.firstByte + scene.random.logNormal(40 * scene.network, 0.5);
  const [dns, connect] = [speed.firstByte * 0.08, speed.firstByte * 0.3];
  add<'resource'>(view, 0, {
    type: 'resource',
    resource: {
      type: 'document',
      url: reference.url,
      method: 'GET',
      status_code: 200,
      duration: nanoseconds(duration),
      ...sizesOf(scene.random.integer(9_000, 16_000), 4.1),
      protocol: 'h2',
      dns: { start: 0, duration: nanoseconds(dns) },
      connect: { start: nanoseconds(dns), duration: nanoseconds(connect) },
      ssl: { start: nanoseconds(dns + connect / 2), duration: nanoseconds(connect / 2) },
      first_byte: {
        start: nanoseconds(dns + connect),
        duration: nanoseconds(speed.firstByte - dns - connect),
      },
      download: {
        start: nanoseconds(speed.firstByte),
        duration: nanoseconds(duration - speed.firstByte),
      },
    },
  });
}

function filesOf({ scene, page }: ViewInProgress): File[] {
  const { version } = scene.release;
  return [
    { type: 'css', url: `${CDN}/assets/app-${version}.css`, size: 21_400, isBlocking: true },
    { type: 'js', url: `${CDN}/assets/vendor-4f1c09.js`, size: 74_900 },
    { type: 'js', url: `${CDN}/assets/app-${version}.js`, size: 58_300 },
    { type: 'font', url: `${CDN}/fonts/inter-var.woff2`, size: 48_256 },
    ...(page.name.startsWith('/checkout')
      ? [{ type: 'js' as const, url: 'https://js.payments.example/v3/', size: 63_100 }]
      : []),
  ];
}

function pictureOf({ scene: { random }, page }: ViewInProgress): File {
  const name =
    page.name === '/'
      ? `teasers/${random.integer(1, 24)}`
      : `products/${1000 + Math.floor(600 * random.next() ** 3)}/${random.integer(1, 4)}`;
  const size = Math.round(random.logNormal(38_000, 0.7));
  return { type: 'image', url: `${CDN}/images/${name}.avif`, size };
}

/** A file of the CDN: a third comes from the cache. */
function addFile(view: ViewInProgress, { type, url, size, isBlocking }: File, at: number): void {
  const { random, network, visitor } = view.scene;
  const isCached = random.chance(0.35);
  const isMissing = type === 'image' && random.chance(0.006);
  const duration = isCached
    ? random.between(0.4, 6)
    : random.logNormal((28 + size / 900) * network, 0.5);
  const isTold = visitor.browser.engine !== 'webkit';
  const resource: Resource = {
    type,
    url,
    method: 'GET',
    status_code: isMissing ? 404 : !isCached && random.chance(0.05) ? 304 : 200,
    duration: nanoseconds(duration),
    ...sizesOf(isMissing ? 0 : size, type === 'image' || type === 'font' ? 1 : 3.4),
    ...(isCached ? { transfer_size: 0, delivery_type: 'cache' } : phasesOf(duration, 0.55)),
    ...(isTold && { render_blocking_status: isBlocking ? 'blocking' : 'non-blocking' }),
    protocol: 'h3',
  };
  add<'resource'>(view, at, { type: 'resource', resource });
}

function sizesOf(size: number, ratio: number) {
  const decoded = Math.round(size * ratio);
  return {
    size: decoded,
    encoded_body_size: size,
    decoded_body_size: decoded,
    transfer_size: size + 300,
  };
}

/** Waiting and download, of which waiting takes a part. */
function phasesOf(duration: number, part: number) {
  const [begin, first] = [duration * 0.05, duration * part];
  return {
    first_byte: { start: nanoseconds(begin), duration: nanoseconds(first - begin) },
    download: { start: nanoseconds(first), duration: nanoseconds(duration - first) },
  };
}
