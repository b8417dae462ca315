import run, { type Task } from '../../src/threads/thread.js';

const texts = new TextDecoder();

/** As the server's thread, but that some texts keep it for ever or take all its memory, as a parser with a fault would. */
export default async function hostile(task: Task) {
  const text = textOf(task);
  if (text.includes('for ever')) for (;;);
  const hoard: number[][] = [];
  while (text.includes('all memory')) hoard.push(Array.from({ length: 1e6 }, Math.random));
  return run(task);
}

function textOf({ input }: Task): string {
  if ('records' in input) return texts.decode(input.records);
  return 'body' in input ? texts.decode(input.body) : '';
}
