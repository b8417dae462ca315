import { Envelope, expand, LIMITS } from '@firsthand/protocol';
import { Compile } from 'typebox/compile';
import { isObject, parseJson } from './json.js';
import { linesOf } from './lines-of.js';
import { createRefusals, type Refusals } from './refusals.js';
import { Refused } from './refused.js';

export interface ParsedBatch {
  envelope: Envelope;
  /** Events completed with what the batch shares, by line. */
  events: { line: number; event: Record<string, unknown> }[];
  refused: Refusals;
  /** Of the events, each completed with what the batch shares: what they take in the intake log, nearly. */
  bytes: number;
}

/** What a batch may grow to when each event is completed with what it shares. */
const MAX_EXPANDED_BYTES = 2 * LIMITS.payload.maxBytes;

const TOO_LARGE = `is larger than ${LIMITS.event.maxBytes} bytes`;

const envelopes = Compile(Envelope);

/** Reads a batch: the envelope strictly, then line by line, so that a bad line costs only itself. */
export async function parse(body: string): Promise<ParsedBatch> {
  let batch: ParsedBatch | undefined;
  let headBytes = 0;
  for await (const { line, text } of linesOf(body)) {
    if (!batch) {
      headBytes = text.length;
      batch = { envelope: envelopeOf(text), events: [], refused: createRefusals(), bytes: 0 };
      continue;
    }
    batch.bytes += headBytes + text.length;
    if (batch.bytes > MAX_EXPANDED_BYTES)
      throw new Refused(
        413,
        `What the batch shares makes its events more than ${MAX_EXPANDED_BYTES} bytes.`,
      );
    if (text.length > LIMITS.event.maxBytes) {
      batch.refused.add({ line, field: '', reason: TOO_LARGE });
      continue;
    }
    const event = parseJson(text);
    if (isObject(event)) batch.events.push({ line, event: expand(batch.envelope.shared, event) });
    else batch.refused.addBroken(line);
  }
  return batch as ParsedBatch;
}

function envelopeOf(text: string): Envelope {
  if (text.length > LIMITS.event.maxBytes)
    throw new Refused(413, `The envelope is larger than ${LIMITS.event.maxBytes} bytes.`);
  const envelope = parseJson(text);
  if (envelopes.Check(envelope)) return envelope;
  const [error] = envelopes.Errors(envelope);
  const field = error?.instancePath.slice(1).replaceAll('/', '.') || 'line 0';
  throw new Refused(400, `The envelope is not valid: ${field} ${error?.message ?? 'is wrong'}.`);
}
