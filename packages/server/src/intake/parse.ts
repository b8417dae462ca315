import { Envelope, expand, type Refusal } from '@firsthand/protocol';
import { Compile } from 'typebox/compile';
import { isObject, parseJson } from './json.js';
import { Refused } from './refused.js';

export interface ParsedBatch {
  envelope: Envelope;
  /** Events completed with what the batch shares, by line. */
  events: { line: number; event: Record<string, unknown> }[];
  refused: Refusal[];
}

/** What a batch may grow to when each event is completed with what it shares. */
const MAX_EXPANDED_BYTES = 50_000_000;

const envelopes = Compile(Envelope);

/** Reads a batch: the envelope strictly, then line by line, so that a bad line costs only itself. */
export function parse(body: string): ParsedBatch {
  const [head = '', ...lines] = body.split('\n');
  const envelope = parseJson(head);
  if (!envelopes.Check(envelope)) {
    const [error] = envelopes.Errors(envelope);
    const field = error?.instancePath.slice(1).replaceAll('/', '.') || 'line 0';
    throw new Refused(400, `The envelope is not valid: ${field} ${error?.message ?? 'is wrong'}.`);
  }
  if (Buffer.byteLength(head) * lines.length > MAX_EXPANDED_BYTES) {
    throw new Refused(
      413,
      `What the batch shares makes its events more than ${MAX_EXPANDED_BYTES} bytes.`,
    );
  }
  const batch: ParsedBatch = { envelope, events: [], refused: [] };
  for (const [index, text] of lines.entries()) {
    if (!text.trim()) continue;
    const line = index + 1;
    const event = parseJson(text);
    if (isObject(event)) batch.events.push({ line, event: expand(envelope.shared, event) });
    else batch.refused.push({ line, field: '', reason: 'is not a JSON object' });
  }
  return batch;
}
