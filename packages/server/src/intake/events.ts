import { LIMITS, type IntakeAnswer, type RumEvent } from '@firsthand/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { breathe } from '../breathe.js';
import type { EnrichRequest } from '../enrich/enrich.js';
import { idsOf } from '../erasure/subject.js';
import type { Tombstones } from '../erasure/tombstones.js';
import type { Logs } from '../intake-log/logs.js';
import type { Admission, Arrived } from './admission.js';
import { faultOf } from './check-event.js';
import type { InTurn } from './heavy-ones-in-turn.js';
import { NOT_MEASURED } from './measurements.js';
import { parse, type ParsedBatch } from './parse.js';
import { Refused, unavailable } from './refused.js';
import { applicationOf, MAY_NOT_SEND, type Stranger, type StrangerOf } from './senders.js';
import { textOf, type IntakeRequest } from './text-of.js';

export const ERASED = { field: '', reason: 'belongs to what was erased' };

/** `POST /rum/v1/events`: a batch is on disk before its 202. */
export async function intakeOfEvents(
  app: FastifyInstance,
  { logs, tombstones, strangerOf, admit, inTurn, isMeasured, enrichRequest }: EventIntakeParts,
): Promise<void> {
  const take = async (request: FastifyRequest, text: string, reply: FastifyReply) => {
    const { headers, ip } = request;
    const batch = await parse(text);
    const receivedAt = Date.now();
    takeOutStrangers(batch, strangerOf);
    admit(request, countsOf(batch));
    const { batch_id: batchId, sent_at: sentAt } = batch.envelope;
    const enrichment = enrichRequest({ headers, ip, sentAt, receivedAt });
    const skew = enrichment.clock_skew ?? 0;
    const isErased = (event: RumEvent) => tombstones.covers(idsOf(event), event.date + skew);
    const { erasures } = tombstones;
    const accepted = await accept(batch, { now: receivedAt - skew, isMeasured, isErased });
    // What was erased meanwhile has been taken out of the log already: from here on nothing waits.
    const events =
      erasures === tombstones.erasures
        ? accepted
        : accepted.filter(({ event }) => !isErased(event));
    if (events.length) {
      await logs.events.append({ batchId, receivedAt, enrichment, events }).catch(unavailable);
    }
    const answer: IntakeAnswer = { accepted: events.length, refused: batch.refused.told };
    return reply.code(202).send(answer);
  };

  app.options('/v1/events', (_request, reply) => reply.code(204).send());
  app.post<IntakeRequest>(
    '/v1/events',
    { bodyLimit: LIMITS.payload.maxBytes },
    async (request, reply) => {
      const text = await textOf(request);
      return inTurn(request, text.length, () => take(request, text, reply));
    },
  );
}

interface EventIntakeParts {
  logs: Logs;
  tombstones: Tombstones;
  strangerOf: StrangerOf;
  admit: Admission['admit'];
  inTurn: InTurn;
  isMeasured: (type: unknown) => boolean;
  enrichRequest: EnrichRequest;
}

/** Takes out the events of who may not send; refuses the request when none is left. */
function takeOutStrangers(batch: ParsedBatch, strangerOf: StrangerOf): void {
  const strangers: Stranger[] = [];
  batch.events = batch.events.filter(({ line, event }) => {
    const stranger = strangerOf(event);
    if (!stranger) return true;
    strangers.push(stranger);
    batch.refused.add({ line, field: stranger.field, reason: MAY_NOT_SEND });
    return false;
  });
  const [first] = strangers;
  if (first && !batch.events.length) throw new Refused(403, `${first.name} ${MAY_NOT_SEND}.`);
}

function countsOf({ events: all, refused, bytes }: ParsedBatch): Arrived {
  const events = new Map<string, number>();
  for (const { event } of all) {
    const id = applicationOf(event) ?? '';
    events.set(id, (events.get(id) ?? 0) + 1);
  }
  return { events, lines: all.length + refused.count, bytes };
}

interface AcceptParts {
  /** By the clock that dated the events. */
  now: number;
  isMeasured: (type: unknown) => boolean;
  isErased: (event: RumEvent) => boolean;
}

/** The events that the store may have; the others are added to the batch's refusals. */
async function accept(
  batch: ParsedBatch,
  { now, isMeasured, isErased }: AcceptParts,
): Promise<{ line: number; event: RumEvent }[]> {
  const accepted: { line: number; event: RumEvent }[] = [];
  for (const { line, event: candidate } of batch.events) {
    const event = candidate as unknown as RumEvent;
    const fault = isMeasured(event.type)
      ? (faultOf(candidate, now) ?? (isErased(event) ? ERASED : undefined))
      : NOT_MEASURED;
    if (fault) batch.refused.add({ line, ...fault });
    else accepted.push({ line, event });
    await breathe();
  }
  return accepted;
}
