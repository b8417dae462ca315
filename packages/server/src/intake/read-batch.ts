import { Envelope, expand, LIMITS, type Refusal, type RumEvent } from '@firsthand/protocol';
import { Compile } from 'typebox/compile';
import { clockSkew } from '../enrich/clock-skew.js';
import { idsOf, type Ids } from '../erasure/subject.js';
import { faultOf } from './check-event.js';
import { isObject, parseJson } from './json.js';
import { linesOf } from './lines-of.js';
import { MAX_TOLD, noRefusals, refuse, refuseBroken, type Refusals } from './refusals.js';
import { Refused } from './refused.js';
import { applicationOf, type Sender } from './senders.js';

/** What a body holds, as plain data, since it crosses threads: an event is text, beside what the intake decides by. */
export interface ReadBatch {
  batchId: string;
  /** By the browser's clock, in milliseconds since the Unix epoch. */
  sentAt: number;
  events: ReadEvent[];
  /** Lines that hold no event. */
  refused: Refusals;
  /** Of the events, each completed with what the batch shares: what they take in the intake log, nearly. */
  bytes: number;
}

export interface ReadEvent {
  line: number;
  sender: Sender;
  type: unknown;
  /** Why the store may not have it. */
  fault?: Omit<Refusal, 'line'>;
  /** What the store may have. */
  good?: GoodEvent;
}

export interface GoodEvent {
  line: number;
  ids: Ids;
  /** As it is dated, in milliseconds since the Unix epoch. */
  date: number;
  json: string;
}

/** What a batch may grow to when each event is completed with what it shares. */
const MAX_EXPANDED_BYTES = 2 * LIMITS.payload.maxBytes;

const TOO_LARGE = `is larger than ${LIMITS.event.maxBytes} bytes`;

const envelopes = Compile(Envelope);

/**
 * Reads a batch: the envelope strictly, then line by line, so that a bad line costs only itself.
 *
 * @throws {Refused} where it is no batch, or has too much of something
 */
export function readBatch({
  body,
  receivedAt,
}: {
  body: Uint8Array;
  receivedAt: number;
}): ReadBatch {
  const lines = linesOf(body);
  const head = lines.next().value?.text ?? '';
  const envelope = envelopeOf(head);
  const { batch_id: batchId, sent_at: sentAt, shared } = envelope;
  const { clock_skew: skew = 0 } = clockSkew({ sentAt, receivedAt });
  const batch: ReadBatch = { batchId, sentAt, events: [], refused: noRefusals(), bytes: 0 };
  let faults = 0;
  for (const { line, text } of lines) {
    batch.bytes += head.length + text.length;
    if (batch.bytes > MAX_EXPANDED_BYTES)
      throw new Refused(
        413,
        `What the batch shares makes its events more than ${MAX_EXPANDED_BYTES} bytes.`,
      );
    if (text.length > LIMITS.event.maxBytes) {
      refuse(batch.refused, { line, field: '', reason: TOO_LARGE });
      continue;
    }
    const event = parseJson(text);
    if (!isObject(event)) {
      refuseBroken(batch.refused, line);
      continue;
    }
    const context = { line, now: receivedAt - skew, isTold: faults < MAX_TOLD };
    const read = readEvent(expand(shared, event), context);
    if (read.fault) faults += 1;
    batch.events.push(read);
  }
  return batch;
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

function readEvent(
  candidate: Record<string, unknown>,
  { line, ...context }: { line: number; now: number; isTold: boolean },
): ReadEvent {
  const { type, service } = candidate;
  const id = applicationOf(candidate);
  const facts = {
    line,
    sender: { application: { id }, service: asText(service) },
    type: asText(type),
  };
  const fault = faultOf(candidate, context);
  if (fault) return { ...facts, fault };
  const event = candidate as unknown as RumEvent;
  const json = JSON.stringify(event);
  return { ...facts, good: { line, ids: idsOf(event), date: event.date, json } };
}

/** Only what is text decides anything. */
function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
