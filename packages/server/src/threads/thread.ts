import { workerData } from 'piscina';
import { Refused } from '../intake/refused.js';
import type { RowSettings } from '../store/row-rules.js';

/** What threads do; see `threads.ts`. A thread loads what it needs alone. */
const TASKS = {
  async makeRows() {
    const { makeRows } = await import('../store/make-rows.js');
    const { rowRules } = await import('../store/row-rules.js');
    const rules = rowRules(workerData as RowSettings);
    return (input: Parameters<typeof makeRows>[0]) => makeRows(input, rules);
  },
  makeSeedRows: async () => (await import('../seed/make-seed-rows.js')).makeSeedRows,
  readBatch: async () => (await import('../intake/read-batch.js')).readBatch,
  readSegment: async () => (await import('../intake/read-segment.js')).readSegment,
};

/** By name, the functions that may run in a thread. */
export type Tasks = { [Name in keyof typeof TASKS]: Awaited<ReturnType<(typeof TASKS)[Name]>> };

export interface Task {
  name: keyof Tasks;
  input: Parameters<Tasks[Task['name']]>[0];
}

/** What becomes of a task. An error that crosses threads keeps its message alone. */
export type Outcome = { value: unknown } | { status: number; sentence: string };

export default async function run({ name, input }: Task): Promise<Outcome> {
  const task = await TASKS[name]();
  try {
    return { value: task(input as never) };
  } catch (error) {
    if (error instanceof Refused) return { status: error.statusCode, sentence: error.message };
    throw error;
  }
}
