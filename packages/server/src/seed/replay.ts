import type { SegmentHeader } from '@firsthand/protocol';
import type { AcceptedSegment } from '../store/segment-row.js';
import type { Scene } from './scene.js';
import { shopPage, type ShopPage } from './shop-page.js';
import type { ViewInProgress } from './view.js';

/** A record of rrweb; its time in milliseconds since the view's start. */
interface Note {
  type: number;
  data: object;
  at: number;
}

/** rrweb's types of records, and its sources of changes. */
const [FULL, CHANGE, META] = [2, 3, 4] as const;
const [MOVES, INTERACTION, SCROLL, INPUT] = [1, 2, 3, 5] as const;
const CLICK = 2;

/** Views of a visit that are recorded, and for how long, in milliseconds. */
const MAX_VIEWS = 2;
const MAX_LENGTH = 30_000;

/** What was recorded of a visit: of its first view two pieces, of the second one. */
export function replayOf(views: readonly ViewInProgress[]): AcceptedSegment[] {
  return views.slice(0, MAX_VIEWS).flatMap((view, index) => {
    const length = Math.min(view.stay, MAX_LENGTH);
    const page = shopPage(view);
    const begin = beginOf(view, page, length);
    const end = endOf(view, page, length);
    const pieces = index === 0 ? [begin, end] : [[...begin, ...end]];
    return pieces.map((notes, piece) =>
      segmentOf(view, {
        notes,
        index: piece,
        reason: piece ? 'segment_duration_limit' : index ? 'view_change' : 'init',
      }),
    );
  });
}

/** How the page looked, and where the pointer went first. */
function beginOf({ scene, reference }: ViewInProgress, page: ShopPage, length: number): Note[] {
  const { width = 0, height = 0 } = scene.shared.display?.viewport ?? {};
  const top = { initialOffset: { left: 0, top: 0 } };
  return [
    { type: META, data: { href: reference.url, width, height }, at: 20 },
    { type: FULL, data: { node: page.document, ...top }, at: 40 },
    ...[0.1, 0.2, 0.3, 0.4].map((part) => movesOf(scene, page, part * length + 100)),
  ];
}

/** Scrolling, a click, and a word in the search. */
function endOf({ scene }: ViewInProgress, page: ShopPage, length: number): Note[] {
  const { random } = scene;
  const { width = 0, height = 0 } = scene.shared.display?.viewport ?? {};
  const change = (part: number, data: object): Note => ({
    type: CHANGE,
    data,
    at: part * length + 100,
  });
  const [x, y] = [random.integer(10, width - 10), random.integer(10, height - 10)];
  const { document, search, button } = page;
  const typed = ['l', 'la', 'lam', 'lamp'];
  return [
    ...[0.5, 0.53, 0.56].map((part, step) =>
      change(part, { source: SCROLL, id: document.id, x: 0, y: (step + 1) * 120 }),
    ),
    movesOf(scene, page, 0.62 * length + 100),
    change(0.65, { source: INTERACTION, type: CLICK, id: button, x, y }),
    ...typed.map((text, step) =>
      change(0.7 + step * 0.03, { source: INPUT, id: search, text, isChecked: false }),
    ),
    movesOf(scene, page, 0.9 * length),
  ];
}

/** A stretch of the pointer's way of half a second, told at its end. */
function movesOf({ random, shared }: Scene, { document }: ShopPage, at: number): Note {
  const { width = 0, height = 0 } = shared.display?.viewport ?? {};
  const steps = [-400, -300, -200, -100, 0];
  const [fromX, fromY] = [random.integer(0, width - 1), random.integer(0, height - 1)];
  const [toX, toY] = [random.integer(0, width - 1), random.integer(0, height - 1)];
  const positions = steps.map((timeOffset, step) => ({
    x: Math.round(fromX + ((toX - fromX) * step) / steps.length),
    y: Math.round(fromY + ((toY - fromY) * step) / steps.length),
    id: document.id,
    timeOffset,
  }));
  return { type: CHANGE, data: { source: MOVES, positions }, at };
}

interface Piece {
  notes: readonly Note[];
  index: number;
  reason: SegmentHeader['creation_reason'];
}

function segmentOf(view: ViewInProgress, { notes, index, reason }: Piece): AcceptedSegment {
  const { scene, reference, startedAt } = view;
  const { application, session, service, env, version } = scene.shared;
  const browserTime = (at: number) => Math.floor(startedAt + at) - scene.skew;
  const records = notes.map(({ at, ...note }) => ({ ...note, timestamp: browserTime(at) }));
  const times = records.map(({ timestamp }) => timestamp);
  const end = Math.max(...times);
  const header: SegmentHeader = {
    protocol: 1,
    segment_id: scene.random.uuid(),
    sent_at: end + 200,
    sdk: { name: 'firsthand-seed', version: '1' },
    application: { id: application.id },
    session: { id: session.id },
    view: { id: reference.id },
    ...(service && { service }),
    ...(env && { env }),
    ...(version && { version }),
    source: 'browser',
    start: Math.min(...times),
    end,
    index_in_view: index,
    records_count: records.length,
    has_full_snapshot: notes.some(({ type }) => type === FULL),
    creation_reason: reason,
  };
  return {
    header,
    records: records.map((record) => JSON.stringify(record)).join('\n'),
    clockSkew: scene.skew,
    receivedAt: end + scene.skew + 500,
  };
}
