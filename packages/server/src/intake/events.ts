import { IntakeAnswer, LIMITS } from '@firsthand/protocol';
import type { FastifyInstance } from 'fastify';
import { sent } from '../openapi/documented.js';
import { BATCH } from '../openapi/examples.js';
import { breathe } from '../breathe.js';
import type { EnrichRequest } from '../enrich/enrich.js';
import type { Tombstones } from '../erasure/tombstones.js';
import type { Logs } from '../intake-log/logs.js';
import { batchJson } from '../intake-log/record.js';
import type { Admission, Arrived } from './admission.js';
import type { IntakeRequest } from './body-of.js';
import type { BodyReader } from './body-reader.js';
import { NOT_MEASURED } from './measurements.js';
import type { GoodEvent, ReadBatch } from './read-batch.js';
import { refuse } from './refusals.js';
import { Refused, unavailable } from './refused.js';
import { applicationOf, MAY_NOT_SEND, type Stranger, type StrangerOf } from './senders.js';

export const ERASED = { field: '', reason: 'belongs to what was erased' };

const SCHEMA = sent(
  'Takes a batch: its envelope, then one event a line. What it accepts is on disk before the answer.',
  BATCH,
);

/** `POST /rum/v1/events`: a batch is on disk before its 202. */
export async function intakeOfEvents(
  app: FastifyInstance,
  { logs, tombstones, strangerOf, admit, read, isMeasured, enrichRequest }: EventIntakeParts,
): Promise<void> {
  app.options('/v1/events', (_request, reply) => reply.code(204).send());
  app.post<IntakeRequest>(
    '/v1/events',
    { bodyLimit: LIMITS.payload.maxBytes, schema: SCHEMA },
    async (request, reply) => {
      const { headers, ip } = request;
      const receivedAt = Date.now();
      const batch = await read.batch(request, receivedAt);
      takeOutStrangers(batch, strangerOf);
      admit(request, countsOf(batch));
      const { batchId, sentAt } = batch;
      const enrichment = enrichRequest({ headers, ip, sentAt, receivedAt });
      const skew = enrichment.clock_skew ?? 0;
      const isErased = ({ ids, date }: GoodEvent) => tombstones.covers(ids, date + skew);
      const { erasures } = tombstones;
      const accepted = await accept(batch, { isMeasured, isErased });
      // What was erased meanwhile has been taken out of the log already: from here on nothing waits.
      const isSame = erasures === tombstones.erasures;
      const events = isSame ? accepted : accepted.filter((event) => !isErased(event));
      if (events.length) {
        const json = batchJson({ batchId, receivedAt, enrichment }, events);
        await logs.events.append(json).catch(unavailable);
      }
      const answer: IntakeAnswer = { accepted: events.length, refused: batch.refused.told };
      return reply.code(202).send(answer);
    },
  );
}

interface EventIntakeParts {
  logs: Logs;
  tombstones: Tombstones;
  strangerOf: StrangerOf;
  admit: Admission['admit'];
  read: BodyReader;
  isMeasured: (type: unknown) => boolean;
  enrichRequest: EnrichRequest;
}

/** Takes out the events of who may not send; refuses the request when none is left. */
function takeOutStrangers(batch: ReadBatch, strangerOf: StrangerOf): void {
  const strangers: Stranger[] = [];
  batch.events = batch.events.filter(({ line, sender }) => {
    const stranger = strangerOf(sender);
    if (!stranger) return true;
    strangers.push(stranger);
    refuse(batch.refused, { line, field: stranger.field, reason: MAY_NOT_SEND });
    return false;
  });
  const [first] = strangers;
  if (first && !batch.events.length) throw new Refused(403, `${first.name} ${MAY_NOT_SEND}.`);
}

function countsOf({ events: all, refused, bytes }: ReadBatch): Arrived {
  const events = new Map<string, number>();
  for (const { sender } of all) {
    const id = applicationOf(sender) ?? '';
    events.set(id, (events.get(id) ?? 0) + 1);
  }
  return { events, lines: all.length + refused.count, bytes };
}

interface AcceptParts {
  isMeasured: (type: unknown) => boolean;
  isErased: (event: GoodEvent) => boolean;
}

/** The events that the store may have; the others are added to the batch's refusals. */
async function accept(
  batch: ReadBatch,
  { isMeasured, isErased }: AcceptParts,
): Promise<GoodEvent[]> {
  const accepted: GoodEvent[] = [];
  for (const { line, type, fault, good } of batch.events) {
    if (!isMeasured(type)) refuse(batch.refused, { line, ...NOT_MEASURED });
    else if (!good) refuse(batch.refused, { line, field: '', reason: '', ...fault });
    else if (isErased(good)) refuse(batch.refused, { line, ...ERASED });
    else accepted.push(good);
    await breathe();
  }
  return accepted;
}
