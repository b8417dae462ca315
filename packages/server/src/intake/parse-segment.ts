import { SegmentHeader, type Refusal } from '@firsthand/protocol';
import { Compile } from 'typebox/compile';
import { isObject, parseJson } from './json.js';
import { Refused } from './refused.js';

interface ParsedSegment {
  header: SegmentHeader;
  /** The records that are good, each as it came. */
  records: string[];
  refused: Refusal[];
}

const headers = Compile(SegmentHeader);

/** Reads a segment: the header strictly, then line by line, so that a bad line costs only itself. */
export function parseSegment(body: string): ParsedSegment {
  const [head = '', ...lines] = body.split('\n');
  const header = parseJson(head);
  if (!headers.Check(header)) {
    const [error] = headers.Errors(header);
    const field = error?.instancePath.slice(1).replaceAll('/', '.') || 'line 0';
    throw new Refused(400, `The header is not valid: ${field} ${error?.message ?? 'is wrong'}.`);
  }
  if (header.end < header.start) {
    throw new Refused(400, 'The header is not valid: end must not be before start.');
  }
  const segment: ParsedSegment = { header, records: [], refused: [] };
  for (const [index, line] of lines.entries()) {
    if (!line.trim()) continue;
    const fault = faultOf(parseJson(line));
    if (fault) segment.refused.push({ line: index + 1, ...fault });
    else segment.records.push(line);
  }
  return segment;
}

function faultOf(record: unknown): Omit<Refusal, 'line'> | undefined {
  if (!isObject(record)) return { field: '', reason: 'is not a JSON object' };
  const field = ['type', 'timestamp'].find((name) => !Number.isFinite(record[name]));
  return field ? { field, reason: 'must be number' } : undefined;
}
