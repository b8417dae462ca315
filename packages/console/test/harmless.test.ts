import { expect, it } from 'vitest';
import { createSieve } from '../src/replay/harmless.js';
import type { Loaded } from '../src/replay/records.js';

type Node = Record<string, unknown>;

const ADDRESS = 'http://author.test/';
let lastId = 1;
const element = (tagName: unknown, attributes: unknown = {}, childNodes: unknown = []): Node => ({
  type: 2,
  id: (lastId += 1),
  tagName,
  attributes,
  childNodes,
});
const page = (...childNodes: unknown[]): Node => ({ type: 0, id: (lastId += 1), childNodes });
const snapshot = (node: unknown): Loaded => ({
  type: 2,
  timestamp: 1,
  data: { node, initialOffset: { left: 0, top: 0 } },
});
const change = (data: object): Loaded => ({ type: 3, timestamp: 2, data });
const mutation = (data: object) =>
  change({ source: 0, adds: [], removes: [], texts: [], attributes: [], ...data });
const attributesOf = ({ attributes }: Node) => Object.keys(attributes as object);
const sifted = (...records: Loaded[]) => createSieve()(records);

it.each([
  ['iframe', { src: ADDRESS, srcdoc: '<p>', width: 5, rr_src: ADDRESS }, ['width', 'rr_src']],
  ['IFRAME', { SRC: ADDRESS, SrcDoc: '<p>', name: 'it' }, ['name']],
  ['frame', { src: [ADDRESS], name: 'it' }, ['name']],
  ['object', { data: ADDRESS, type: 'text/html' }, ['type']],
  ['embed', { src: ADDRESS }, []],
  ['portal', { src: ADDRESS }, []],
  ['fencedframe', { src: ADDRESS }, []],
  ['meta', { 'http-equiv': 'refresh', content: `0;url=${ADDRESS}` }, ['content']],
  ['meta', { name: 'viewport', content: 'width=5' }, ['name', 'content']],
  ['link', { rel: 'preconnect', href: ADDRESS }, ['href']],
  ['link', { REL: 'DNS-Prefetch', href: ADDRESS }, ['href']],
  ['link', { rel: 'stylesheet preconnect', href: ADDRESS }, ['href']],
  ['link', { rel: ['preconnect'], href: ADDRESS }, ['href']],
  ['link', { rel: 'stylesheet', href: ADDRESS }, ['rel', 'href']],
  ['link', { rel: ' StyleSheet ', href: ADDRESS }, ['rel', 'href']],
  ['a', { rel: 'prefetch', href: ADDRESS }, ['rel', 'href']],
  ['img', { src: ADDRESS, srcset: ADDRESS }, ['src', 'srcset']],
])('of <%s %o> it leaves %o', (tagName, attributes, left) => {
  const [whole, added, changed] = [0, 1, 2].map(() => element(tagName, { ...attributes })) as [
    Node,
    Node,
    Node,
  ];
  const root = page(whole, { ...changed, attributes: {} });
  sifted(
    snapshot(root),
    mutation({
      adds: [{ parentId: root['id'], nextId: null, node: added }],
      attributes: [changed],
    }),
  );
  expect([whole, added, changed].map(attributesOf)).toEqual([left, left, left]);
});

it('looks into frames, shadow trees and drawings', () => {
  const nested = Array.from({ length: 4 }, () => element('iframe', { src: ADDRESS }));
  const [inFrame, inShadow, inDrawing, inPage] = nested as [Node, Node, Node, Node];
  const frame = element('iframe', {}, [inFrame]);
  sifted(
    snapshot(
      page(
        frame,
        { ...element('div', {}, [{ ...inShadow, isShadow: true }]), isShadowHost: true },
        { ...element('svg', {}, [element('foreignobject', {}, [inDrawing])]), isSVG: true },
      ),
    ),
    mutation({ adds: [{ parentId: frame['id'], nextId: null, node: page(inPage) }] }),
  );
  expect(nested.map(attributesOf)).toEqual([[], [], [], []]);
});

it('leaves an honest recording as it is, and copies none of it', () => {
  const box = element('div', { class: 'box' }, [{ type: 3, id: 900, textContent: 'Text' }]);
  const records = [
    snapshot(page({ type: 1, id: 901, name: 'html' }, element('html', {}, [box]))),
    mutation({
      adds: [
        { parentId: box['id'], nextId: 900, node: element('img', { src: ADDRESS }) },
        { parentId: box['id'], nextId: 900, node: { type: 3, id: 902, textContent: 'More' } },
      ],
      attributes: [{ id: box['id'], attributes: { style: { color: false }, title: null } }],
    }),
    change({ source: 1, positions: [{ x: 1, y: 2, id: box['id'], timeOffset: -5 }] }),
    { type: 5, timestamp: 3, data: { tag: 'animation', payload: {} } },
  ];
  const before = structuredClone(records);
  const left = sifted(...records);
  expect(left).toStrictEqual(before);
  expect(left.every((record, index) => record === records[index])).toBe(true);
});

it('a number stays that of one element, in whichever order it is told of', () => {
  const picture = element('img');
  const frame = { ...element('iframe'), id: picture['id'] };
  const later = element('iframe');
  const root = page(picture);
  const add = (node: Node) => ({ parentId: root['id'], nextId: null, node });
  const src = ({ id }: Node) => ({ id, attributes: { src: ADDRESS } });
  const [, first, second] = sifted(
    snapshot(root),
    mutation({ adds: [add(frame)], attributes: [src(picture), src(later)] }),
    mutation({ adds: [add(later)], attributes: [src(later)] }),
  );
  expect(first?.data).toMatchObject({ adds: [], attributes: [src(picture)] });
  expect(second?.data).toMatchObject({
    adds: [{ node: later }],
    attributes: [{ attributes: {} }],
  });
});

it.each([
  ['no data', { type: 3, timestamp: 1, data: null }],
  ['a list for data', { type: 3, timestamp: 1, data: [] }],
  ['no page', snapshot(null)],
  ['a page without a kind', snapshot({})],
  ['no positions', change({ source: 1 })],
  ['strange positions', change({ source: 6, positions: [null] })],
  ['positions at no time', change({ source: 12, positions: [{ x: 1, y: 1, timeOffset: '5' }] })],
  ['a box that is played', change({ source: 7, id: 1, type: 0 })],
])('a record of %s is left out', (_, record) => {
  expect(sifted(snapshot(page({ ...element('div'), id: 1 })), record)).toHaveLength(1);
});

it.each(
  [null, 5, 'x', {}, [null], [5], ['x'], [[]], [{}], [{ id: {}, node: 5 }]].map((value) => ({
    value,
  })),
)('$value stops nothing where a list is expected', ({ value }) => {
  const [, mutated] = sifted(
    snapshot(page(element('div', value, value), { ...page(), childNodes: value })),
    mutation({ adds: value, attributes: value, removes: value }),
  );
  expect(mutated?.data).toMatchObject({ adds: [], attributes: [] });
});

it('names that are no texts, and kinds that rrweb does not know, are left out', () => {
  const root = page(element(['iframe'], { src: ADDRESS }), element({ toString: 1 }), { type: 9 });
  sifted(snapshot(root));
  expect(root['childNodes']).toEqual([]);
});

it('trees end where they would crash a browser', () => {
  let inner = element('p');
  for (let depth = 0; depth < 100_000; depth += 1) inner = element('div', {}, [inner]);
  const root = page(inner);
  const boxes = Array.from({ length: 1_000 }, () => element('div'));
  const adds = boxes.map((node, index) => ({
    parentId: (boxes[index - 1] ?? root)['id'],
    nextId: null,
    node,
  }));
  const [, mutated] = sifted(snapshot(root), mutation({ adds }));
  expect(mutated?.data).toMatchObject({ adds: { length: 512 } });
  let depth = 0;
  for (let [node] = root['childNodes'] as Node[]; node; [node] = node['childNodes'] as Node[]) {
    depth += 1;
  }
  expect(depth).toBe(512);
});

it('of a thousand frames a hundred are made', () => {
  const frames = Array.from({ length: 1_000 }, () => element('iframe'));
  const root = page(...frames, element('p'));
  sifted(snapshot(root));
  expect(root['childNodes']).toHaveLength(101);
});
