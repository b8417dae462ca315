import type { QuestionProgress } from '@firsthand/protocol/query';
import type { Holder } from '../access/token-holders.js';
import type { Store } from '../store/store.js';
import type { Work } from './ask.js';

/** How far questions are that have a name. */
export interface AllProgress {
  /** Has a question known by its name while it is answered. */
  during<Answer>(
    name: string,
    answer: (onWork: (work: Work) => void) => Promise<Answer>,
  ): Promise<Answer>;
  /** Of one that is being answered. */
  of(name: string): Promise<QuestionProgress | undefined>;
}

/** A question is told only to who asks it: others cannot learn of it, even by its id. */
export function nameOf({ name }: Pick<Holder, 'name'>, id: string): string {
  return `${id.toLowerCase()} ${name}`;
}

interface Known {
  since: number;
  /** With what each has read when it was last looked at. */
  works: Map<Work, { read: number; total: number }>;
}

export function openProgress(store: Pick<Store, 'progress'>): AllProgress {
  const all = new Map<string, Known>();
  return {
    async during(name, answer) {
      const known: Known = { since: performance.now(), works: new Map() };
      all.set(name, known);
      try {
        return await answer((work) => known.works.set(work, { read: 0, total: 0 }));
      } finally {
        if (all.get(name) === known) all.delete(name);
      }
    },
    async of(name) {
      const known = all.get(name);
      if (known) await look(store, known);
      return known && told(known);
    },
  };
}

/** Sees what the store has read by now. */
async function look(store: Pick<Store, 'progress'>, { works }: Known): Promise<void> {
  const running = [...works.keys()].filter(({ state }) => state === 'running');
  if (!running.length) return;
  const found = await store.progress(running.map(({ mark }) => mark));
  for (const work of running) {
    const rows = found.find(({ mark }) => mark === work.mark);
    if (rows) works.set(work, rows);
  }
}

function told({ since, works }: Known): QuestionProgress {
  const open = [...works.keys()].filter(({ state }) => state !== 'done');
  const isWaiting = open.length > 0 && open.every(({ state }) => state === 'waiting');
  const sum = (rowsOf: (rows: { read: number; total: number }, work: Work) => number) =>
    Array.from(works, ([work, rows]) => rowsOf(rows, work)).reduce((all, rows) => all + rows, 0);
  return {
    state: isWaiting ? 'waiting' : 'running',
    seconds: Math.round(performance.now() - since) / 1_000,
    rows_read: sum(({ read, total }, { state }) => (state === 'done' ? total : read)),
    rows_total: sum(({ total }) => total),
  };
}
