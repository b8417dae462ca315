import type { eventWithTime } from 'rrweb';

/** What is in a recording beside an empty page. */
export interface Part {
  head?: RecordedNode[];
  body?: RecordedNode[];
  /** Data of changes, one after the other. */
  changes?: object[];
}

export interface RecordedNode {
  type: number;
  id: number;
  [property: string]: unknown;
}

let lastId = 100;
const newId = () => (lastId += 1);

export function element(
  tagName: unknown,
  attributes: unknown = {},
  childNodes: unknown[] = [],
): RecordedNode {
  return { type: 2, id: newId(), tagName, attributes, childNodes };
}
export const svg = (...[tagName, attributes, childNodes]: Parameters<typeof element>) => ({
  ...element(tagName, attributes, childNodes),
  isSVG: true,
});
export const text = (textContent: string) => ({ type: 3, id: newId(), textContent });
export const style = (css: string) => element('style', {}, [{ ...text(css), isStyle: true }]);
export function page({ head = [], body = [] }: Part = {}): RecordedNode {
  const html = element('html', {}, [element('head', {}, head), element('body', {}, body)]);
  const childNodes = [{ type: 1, id: newId(), name: 'html', publicId: '', systemId: '' }, html];
  return { type: 0, id: newId(), childNodes };
}
export function mutation(change: object): object {
  return { source: 0, adds: [], removes: [], texts: [], attributes: [], ...change };
}
export function addTo({ id: parentId }: RecordedNode, ...nodes: RecordedNode[]): object {
  return mutation({ adds: nodes.map((node) => ({ parentId, nextId: null, node })) });
}
export const changed = (node: RecordedNode, attributes: object): Part => ({
  body: [node],
  changes: [mutation({ attributes: [{ id: node.id, attributes }] })],
});
export const added = (...nodes: RecordedNode[]): Part => {
  const box = element('div');
  return { body: [box], changes: [addTo(box, ...nodes)] };
};
export const inFrame = (part: Part): Part => {
  const frame = element('iframe');
  return { body: [frame], changes: [addTo(frame, page(part))] };
};

/** A recording of half a second, by records that may be of any kind. */
export function recordingOf(
  { changes = [], ...nodes }: Part,
  { startAt, node = page(nodes) }: { startAt: number; node?: unknown },
): eventWithTime[] {
  return [
    { type: 4, data: { href: 'https://shop.test/', width: 800, height: 600 } },
    { type: 2, data: { node, initialOffset: { top: 0, left: 0 } } },
    ...changes.map((data) => ({ type: 3, data })),
    { type: 5, data: { tag: 'the end', payload: {} } },
  ].map(({ type, data }, index, { length }) => ({
    type,
    data,
    timestamp: startAt + Math.round((500 * index) / (length - 1)),
  })) as eventWithTime[];
}
