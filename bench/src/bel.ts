/** One record of New Relic's compact format (common/serialize in its source): fields, and how those are texts read. */
export interface BelRecord {
  fields: string[];
  /** A field as a text: written out where it is new, else its number in base 36 among those before. */
  text(index: number): string;
}

/** Records of a body such as `bel.7;2,,1k,'GET;…`; commas and semicolons within texts are escaped. */
export function belRecords(body: string): BelRecord[] {
  const [format = '', ...records] = split(body, ';');
  if (!format.startsWith('bel.')) return [];
  let texts: string[] = [];
  return records.map((record) => {
    // A missing value is an exclamation mark without a comma behind it.
    const fields = split(record, ',').map((field) => field.replace(/^!+/, ''));
    // Each interaction counts its texts anew.
    if (format === 'bel.7' && fields[0] === '1') texts = [];
    texts.push(...fields.filter((field) => field.startsWith("'")).map(unquote));
    const known = texts;
    return {
      fields,
      text(index) {
        const field = fields[index] ?? '';
        return field.startsWith("'") ? unquote(field) : (known[Number.parseInt(field, 36)] ?? '');
      },
    };
  });
}

function split(text: string, separator: string): string[] {
  return text.split(new RegExp(`(?<!\\\\)${separator}`));
}

function unquote(field: string): string {
  return field.slice(1).replace(/\\(.)/g, '$1');
}
