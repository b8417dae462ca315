import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** `docs/fields.md`, whose tables are made from the catalogue of fields between the two marks. */
export const document = fileURLToPath(new URL('../docs/fields.md', import.meta.url));
const BEGIN = '<!-- From the catalogue of fields by `pnpm docs:fields`: -->\n';
const END = '<!-- So far. -->';

/** A section each, by title: fields that every event has or that several types have, then those of one type. */
export function sectionsOf(fields) {
  const sections = new Map([['Every event', []]]);
  for (const field of fields) {
    const title =
      field.of === undefined
        ? 'Every event'
        : field.of.length === 1
          ? field.of[0]
          : 'Several types of events';
    sections.set(title, [...(sections.get(title) ?? []), field]);
  }
  return sections;
}

/** A row of a table. */
export function rowOf(field) {
  const { name, aliases = [], label, type, unit, of = [], isSearched } = field;
  const about = [
    label,
    of.length > 1 && `of ${of.join(', ')}`,
    isSearched && '_searched by free text_',
  ];
  return [
    code(name),
    aliases.map(code).join(', '),
    about.filter(Boolean).join('; '),
    unit ? `${type}, ${unit}` : type,
    groupingOf(field),
  ];
}

/** Whether figures can be asked for by it, and its values chosen from: as the server’s `groupSql` has it. */
function groupingOf({ type, hasFacets }) {
  if (hasFacets) return 'yes, few values';
  return type === 'number' ? 'no: ask for its distribution' : 'yes, many values';
}

/** The fields that have limits between good and poor. */
export function ratings(fields) {
  const rows = fields
    .filter((field) => field.ratings)
    .map(({ name, unit, ratings: [good, limit] }) => {
      const [upTo, above] = [good, limit].map((value) => [value, unit].filter(Boolean).join(' '));
      return [code(name), `at most ${upTo}`, `above ${above}`];
    });
  return table(['field', 'good', 'poor'], rows);
}

/** All tables. */
export function tables({ fields }) {
  const head = ['field', 'shorter', 'what it is', 'type', 'group by'];
  const sections = Array.from(
    sectionsOf(fields),
    ([title, own]) => `### ${title}\n\n${table(head, own.map(rowOf))}`,
  );
  return [...sections, `### Good and poor\n\n${ratings(fields)}`].join('\n\n');
}

/** The document with its tables made anew. */
export function withTables(text, catalogue) {
  const [before, rest] = text.split(BEGIN);
  const after = rest?.slice(rest.indexOf(END));
  if (!after?.startsWith(END)) throw new Error('docs/fields.md has lost its marks.');
  return `${before}${BEGIN}\n${tables(catalogue)}\n\n${after}`;
}

function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function code(text) {
  return `\`${text}\``;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const catalogue = await import('../packages/protocol/dist/query/index.js');
  writeFileSync(document, withTables(readFileSync(document, 'utf8'), catalogue));
}
