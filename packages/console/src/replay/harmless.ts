import { EventType, IncrementalSource } from 'rrweb';
import type { Loaded } from './records.js';

type Json = Record<string, unknown>;

/** rrweb's numbers of document types, texts and comments. CDATA sections cannot be made in a page of HTML. */
const LEAVES = new Set<unknown>([1, 3, 5]);
const DOCUMENT = '#document';
const MOVES = new Set<unknown>([
  IncrementalSource.MouseMove,
  IncrementalSource.TouchMove,
  IncrementalSource.Drag,
]);

/** What brings in a document of its own; those of a recording are told as nodes. */
const FRAMES = new Set(['iframe', 'frame', 'object', 'embed', 'fencedframe', 'portal']);
const ADDRESSES = new Set(['src', 'srcdoc', 'data']);
const MEDIA = new Set(['audio', 'video']);
const STYLE_SHEET = /^\s*stylesheet\s*$/i;

/** As deep as Chromium's parser makes a tree, which crashes at 3,000: `kMaximumHTMLParserDOMTreeDepth`. */
const MAX_DEPTH = 512;
/** In one record; each takes some 10 ms to make. */
const MAX_FRAMES = 100;
const MAX_POSITIONS = 1_000;

/**
 * Takes out of a recording what makes a browser connect to its author although the page's policy forbids to load it
 * (https://github.com/whatwg/html/issues/9035; Chromium does for frames, too), and what rrweb or the browser stops at. It is
 * given records in the order in which they were made, and changes them, as rrweb does.
 */
export function createSieve(): (records: readonly Loaded[]) => Loaded[] {
  /** What has others in it, by ids that are never used again. */
  const told = new Map<unknown, { name: string; depth: number }>();
  let frames = 0;

  const admits = (node: Json, depth: number): boolean => {
    if (told.get(node['rootId'])?.name !== DOCUMENT) delete node['rootId'];
    const name = nameOf(node);
    if (name === undefined) return LEAVES.has(node['type']);
    const before = told.get(node['id']);
    const known = before?.name ?? name;
    told.set(node['id'], { name: known, depth: Math.max(before?.depth ?? 0, depth) });
    if (name !== DOCUMENT) node['attributes'] = disarmed(node['attributes'], name);
    if (FRAMES.has(name) && (frames += 1) > MAX_FRAMES) return false;
    return name === known && depth <= MAX_DEPTH;
  };
  const isTree = (root: unknown, depth: number): boolean => {
    if (!isObject(root) || !admits(root, depth)) return false;
    const rest = [root];
    for (let node = rest.pop(); node; node = rest.pop()) {
      if (!('childNodes' in node)) continue;
      const { depth: outer = 0 } = told.get(node['id']) ?? {};
      const children = objectsIn(node['childNodes']).filter((child) => admits(child, outer + 1));
      node['childNodes'] = children;
      for (const child of children) rest.push(child);
    }
    return true;
  };
  const siftMutation = (data: Json) => {
    data['adds'] = objectsIn(data['adds']).filter(({ parentId, node }) => {
      const parent = told.get(parentId);
      return parent && isTree(node, parent.depth + 1);
    });
    data['attributes'] = objectsIn(data['attributes']).filter((change) => {
      const element = told.get(change['id']);
      change['attributes'] = disarmed(change['attributes'], element?.name ?? '');
      return element;
    });
  };
  const isPlayable = ({ type, data }: Loaded): boolean => {
    frames = 0;
    if (!isObject(data)) return false;
    if (type === EventType.FullSnapshot) {
      data['initialOffset'] = offsetOf(data['initialOffset']);
      return isTree(data['node'], 0);
    }
    if (type !== EventType.IncrementalSnapshot) return true;
    if (data['source'] === IncrementalSource.Mutation) siftMutation(data);
    if (data['source'] === IncrementalSource.MediaInteraction) {
      return MEDIA.has(told.get(data['id'])?.name ?? '');
    }
    return !MOVES.has(data['source']) || arePositions(data['positions']);
  };
  return (records) => records.filter(isPlayable);
}

/** Of what has others in it. In small letters: rrweb takes also for a film what a drawing calls `VIDEO`. */
function nameOf(node: Json): string | undefined {
  const { type, tagName, isSVG } = node;
  if (type === 0) return DOCUMENT;
  if (type !== 2 || typeof tagName !== 'string') return undefined;
  const name = tagName.toLowerCase();
  node['tagName'] = name;
  return isSVG ? `svg ${name}` : name;
}

function disarmed(attributes: unknown, element: string): Json {
  if (!isObject(attributes)) return {};
  for (const [name, value] of Object.entries(attributes)) {
    if (isArmed(element, name.toLowerCase(), value)) delete attributes[name];
  }
  return attributes;
}

function isArmed(element: string, attribute: string, value: unknown): boolean {
  if (FRAMES.has(element)) return ADDRESSES.has(attribute);
  if (element === 'meta') return attribute === 'http-equiv';
  if (element !== 'link' || attribute !== 'rel') return false;
  return typeof value !== 'string' || !STYLE_SHEET.test(value);
}

/** rrweb's clock stands still at a time that is no number. */
function arePositions(positions: unknown): boolean {
  if (!Array.isArray(positions) || !positions.length) return false;
  if (positions.length > MAX_POSITIONS) return false;
  return positions.every((one) => isObject(one) && Number.isFinite(one['timeOffset']));
}

/** The browser throws at what else may be asked of scrolling. */
function offsetOf(offset: unknown): Json {
  const { left, top } = isObject(offset) ? offset : {};
  return { left: Number.isFinite(left) ? left : 0, top: Number.isFinite(top) ? top : 0 };
}

const objectsIn = (list: unknown): Json[] => (Array.isArray(list) ? list.filter(isObject) : []);

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
