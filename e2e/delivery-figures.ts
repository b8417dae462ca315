import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const page = fileURLToPath(new URL('../docs/delivery.md', import.meta.url));

/** Puts what was stored of a thousand events into docs/delivery.md, where that is asked: `npm run figures`. */
export function recordFigure({ hardship, stored }: { hardship: string; stored: number }): void {
  recordRow(hardship, [stored]);
}

/** Puts what the journey took on the wire into docs/delivery.md, where that is asked. */
export function recordBytes({ sent, complete }: { sent: number; complete: number }): void {
  recordRow('the journey', [complete, sent, `${(complete / sent).toFixed(1)} ×`]);
}

function recordRow(name: string, figures: (number | string)[]): void {
  if (!process.env['FIRSTHAND_WRITE_FIGURES']) return;
  const cells = figures.map((figure) => figure.toLocaleString('en'));
  const lines = readFileSync(page, 'utf8').split('\n');
  const index = lines.findIndex((line) => line.startsWith(`| ${name} `));
  if (index < 0) throw new Error(`docs/delivery.md has no row for: ${name}`);
  lines[index] = `| ${[name, ...cells].join(' | ')} |`;
  writeFileSync(page, lines.join('\n'));
}
