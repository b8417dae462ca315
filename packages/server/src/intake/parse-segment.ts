import { SegmentHeader, type Refusal } from '@firsthand/protocol';
import { Compile } from 'typebox/compile';
import { isObject, parseJson } from './json.js';
import { linesOf } from './lines-of.js';
import { createRefusals, type Refusals } from './refusals.js';
import { Refused } from './refused.js';

interface ParsedSegment {
  header: SegmentHeader;
  /** The records that are good, each as it came. */
  records: string[];
  refused: Refusals;
}

const headers = Compile(SegmentHeader);

/** Reads a segment: the header strictly, then line by line, so that a bad line costs only itself. */
export async function parseSegment(body: string): Promise<ParsedSegment> {
  let segment: ParsedSegment | undefined;
  for await (const { line, text } of linesOf(body)) {
    if (!segment) {
      segment = { header: headerOf(text), records: [], refused: createRefusals() };
      continue;
    }
    const record = parseJson(text);
    const fault = isObject(record) ? faultOf(record) : undefined;
    if (!isObject(record)) segment.refused.addBroken(line);
    else if (fault) segment.refused.add({ line, ...fault });
    else segment.records.push(text);
  }
  return segment as ParsedSegment;
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
