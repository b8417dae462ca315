import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** `docs/privacy.md`, whose tables are made from the event schemas between the two marks. */
export const document = fileURLToPath(new URL('../docs/privacy.md', import.meta.url));
const BEGIN = '<!-- From the event schemas by `pnpm docs:privacy`: -->\n';
const END = '<!-- So far. -->';

/** The server's `retention` of each type. */
export const RETENTION = {
  view: 'views',
  action: 'actions',
  resource: 'resources',
  error: 'errors',
  long_task: 'longTasks',
  vital: 'vitals',
  telemetry: 'telemetry',
};

/** What a schema says of each field that the SDK writes; objects, lists and records are entered. */
export function fieldsOf(schema, inherited = { path: '' }) {
  const { purpose = inherited.purpose, off = inherited.off } = schema;
  const { path } = inherited;
  if (schema.byOthers) return [];
  const about = [inherited.about, schema.description].filter(Boolean).join(': ');
  if (schema.type === 'object' && schema.properties) {
    return Object.entries(schema.properties).flatMap(([name, child]) =>
      fieldsOf(child, { path: path ? `${path}.${name}` : name, purpose, off, about }),
    );
  }
  if (schema.type === 'array' && schema.items?.type === 'object') {
    return fieldsOf(schema.items, { path: `${path}[]`, purpose, off, about });
  }
  return [{ path, about: schema.description && about, purpose, off }];
}

/** The tables: what every event carries, then what each type adds. */
export function tables({ commonSchema, eventSchemas }) {
  const common = fieldsOf(commonSchema).filter(({ path }) => path !== 'type');
  const known = new Set(['type', ...common.map(({ path }) => path)]);
  const sections = Object.entries(eventSchemas).map(([type, schema]) => {
    const own = fieldsOf(schema).filter(({ path }) => !known.has(path));
    return `### ${type}\n\n${table(own, `30 days, or \`retention.${RETENTION[type]}\``)}`;
  });
  return [`### Every event\n\n${table(common, 'with its event')}`, ...sections].join('\n\n');
}

/** The document with its tables made anew. */
export function withTables(text, schemas) {
  const [before, rest] = text.split(BEGIN);
  const after = rest?.slice(rest.indexOf(END));
  if (!after?.startsWith(END)) throw new Error('docs/privacy.md has lost its marks.');
  return `${before}${BEGIN}\n${tables(schemas)}\n\n${after}`;
}

function table(fields, kept) {
  const rows = fields.map(({ path, about, purpose, off }) =>
    [`\`${path}\``, about, purpose, kept, off ?? 'with its event, or by `beforeSend`'].join(' | '),
  );
  return [
    '| field | what it is | purpose | kept for | how to turn it off |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const schemas = await import('../packages/protocol/dist/index.js');
  writeFileSync(document, withTables(readFileSync(document, 'utf8'), schemas));
}
