import { added, addTo, element, mutation, page, type Part } from './made-recording.js';

/** A number that no other node has. */
const ID = 1_000_000;
const box = () => ({ ...element('div'), id: ID });

function nested(depth: number): Part {
  const first = element('div');
  const nodes = Array.from({ length: depth }, () => element('div'));
  const adds = nodes.map((node, index) => ({
    parentId: (nodes[index - 1] ?? first).id,
    nextId: null,
    node,
  }));
  return { body: [first], changes: [mutation({ adds })] };
}

function framesInFrames(depth: number): Part {
  const frames = Array.from({ length: depth }, () => element('iframe'));
  const adds = frames.slice(1).map((frame, index) => ({
    parentId: frames[index]?.id,
    nextId: null,
    node: page({ body: [frame] }),
  }));
  return { body: frames.slice(0, 1), changes: [mutation({ adds })] };
}

/** What may be where rrweb looks for lists and objects. */
const STRANGE = [
  null,
  5,
  'x',
  {},
  [],
  [null],
  [5],
  [{}],
  [[]],
  [{ id: ID, node: null, value: {} }],
];
const FIELDS =
  'adds removes texts attributes positions ranges set remove index styleIds styles payload';
const strangeChanges = STRANGE.flatMap((value) => {
  const fields = Object.fromEntries(FIELDS.split(' ').map((name) => [name, value]));
  return Array.from({ length: 17 }, (_, source) => ({ source, id: ID, styleId: 1, ...fields }));
});

/** Recordings that no recorder makes, by what is wrong. They end, or are said to be damaged. */
export const DAMAGED: Record<string, { part?: Part; node?: unknown }> = {
  'a page that is nothing': { node: null },
  'a page that is an element': { node: element('div') },
  'a page of strange things': {
    node: { type: 0, id: ID, childNodes: [null, 5, 'x', element('a'), element('b'), page()] },
  },
  'elements of strange things': {
    part: {
      body: [
        element(5),
        element('a b'),
        element('__proto__'),
        element('div', 'x'),
        element('div', null),
        element('div', { a: {}, b: [], c: { toString: 1 }, ' ': 2, rr_scrollTop: {} }),
      ],
    },
  },
  'a sound that is too loud': { part: { body: [element('audio', { rr_mediaVolume: 7 })] } },
  'changes of strange things': { part: { body: [box()], changes: strangeChanges } },
  'numbers that are used twice': {
    part: { body: [box(), box(), { ...element('p', {}, [box()]), id: ID }] },
  },
  'a box in itself': {
    part: {
      body: [box()],
      changes: [
        addTo(box(), { ...element('p'), id: ID + 1 }),
        addTo({ ...box(), id: ID + 1 }, box()),
      ],
    },
  },
  'a frame in itself': {
    part: added(
      { ...element('iframe'), id: ID },
      { ...page({ body: [{ ...element('iframe'), id: ID }] }), id: ID },
    ),
  },
  'boxes in boxes': { part: nested(5_000) },
  'frames in frames': { part: framesInFrames(300) },
  'a thousand frames': {
    part: { body: Array.from({ length: 1_000 }, () => element('iframe')) },
  },
};

/** Each looks for its place, in vain, for half a second. */
export const NEVER_DONE: Part = {
  body: [box()],
  changes: Array.from({ length: 100 }, () =>
    mutation({ adds: [{ parentId: ID, nextId: ID + 1, node: element('div') }] }),
  ),
};
