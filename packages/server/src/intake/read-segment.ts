import { SegmentHeader, type Refusal } from '@firsthand/protocol';
import { Compile } from 'typebox/compile';
import { isObject, parseJson } from './json.js';
import { linesOf } from './lines-of.js';
import { noRefusals, refuse, refuseBroken, type Refusals } from './refusals.js';
import { Refused } from './refused.js';

/** What a body holds, as plain data, since it crosses threads. */
export interface ReadSegment {
  header: SegmentHeader;
  /** How many records are good. */
  count: number;
  /** The good records, each on a line as it came: JSON of that text. */
  recordsJson: string;
  refused: Refusals;
}

const headers = Compile(SegmentHeader);

/**
 * Reads a segment: the header strictly, then line by line, so that a bad line costs only itself.
 *
 * @throws {Refused} where it is no segment, or has too much of something
 */
export function readSegment({ body }: { body: Uint8Array }): ReadSegment {
  const lines = linesOf(body);
  const header = headerOf(lines.next().value?.text ?? '');
  const refused = noRefusals();
  const records: string[] = [];
  for (const { line, text } of lines) {
    const record = parseJson(text);
    const fault = isObject(record) ? faultOf(record) : undefined;
    if (!isObject(record)) refuseBroken(refused, line);
    else if (fault) refuse(refused, { line, ...fault });
    else records.push(text);
  }
  return {
    header,
    count: records.length,
    recordsJson: JSON.stringify(records.join('\n')),
    refused,
  };
}

function headerOf(text: string): SegmentHeader {
  const header = parseJson(text);
  if (!headers.Check(header)) {
    const [error] = headers.Errors(header);
    const field = error?.instancePath.slice(1).replaceAll('/', '.') || 'line 0';
    throw new Refused(400, `The header is not valid: ${field} ${error?.message ?? 'is wrong'}.`);
  }
  if (header.end < header.start) {
    throw new Refused(400, 'The header is not valid: end must not be before start.');
  }
  return header;
}

/** A player stops at a record without data. */
function faultOf(record: Record<string, unknown>): Omit<Refusal, 'line'> | undefined {
  const field = ['type', 'timestamp'].find((name) => !Number.isFinite(record[name]));
  if (field) return { field, reason: 'must be number' };
  return isObject(record['data']) ? undefined : { field: 'data', reason: 'must be object' };
}
