import { IntakeAnswer, LIMITS } from '@firsthand/protocol';
import type { FastifyInstance } from 'fastify';
import { sent } from '../openapi/documented.js';
import { SEGMENT } from '../openapi/examples.js';
import { clockSkew } from '../enrich/clock-skew.js';
import type { Tombstones } from '../erasure/tombstones.js';
import type { Logs } from '../intake-log/logs.js';
import { segmentJson } from '../intake-log/record.js';
import type { Admission } from './admission.js';
import type { IntakeRequest } from './body-of.js';
import type { BodyReader } from './body-reader.js';
import { delayFault } from './check-event.js';
import { ERASED } from './events.js';
import type { Segment } from './filter/fields.js';
import { Refused, unavailable } from './refused.js';
import { MAY_NOT_SEND, type StrangerOf } from './senders.js';

const DISCARDED = { field: '', reason: 'is discarded by replay.filterRules' };

const SCHEMA = sent('Takes a piece of a replay: its header, then one record a line.', SEGMENT);

/** `POST /rum/v1/replay`: one segment of a session replay, on disk before its 202. */
export async function intakeOfReplays(
  app: FastifyInstance,
  { logs, tombstones, strangerOf, admit, read, isDiscarded }: ReplayIntakeParts,
): Promise<void> {
  const faultOf = (segment: Segment, { now, skew }: { now: number; skew: number }) => {
    const { application, session, start } = segment.header;
    const ids = { application: application.id, session: session.id, users: [] };
    const late = delayFault(start, now);
    if (late) return { ...late, field: 'start' };
    if (tombstones.covers(ids, start + skew)) return ERASED;
    return isDiscarded(segment) ? DISCARDED : undefined;
  };

  app.options('/v1/replay', (_request, reply) => reply.code(204).send());
  app.post<IntakeRequest>(
    '/v1/replay',
    { bodyLimit: LIMITS.payload.maxBytes, schema: SCHEMA },
    async (request, reply) => {
      const receivedAt = Date.now();
      const { header, count, recordsJson, refused, bytes } = await read.segment(request);
      const stranger = strangerOf(header);
      if (stranger) throw new Refused(403, `${stranger.name} ${MAY_NOT_SEND}.`);
      admit(request, { events: new Map([[header.application.id, 1]]), lines: 1, bytes });
      const { clock_skew: skew = 0 } = clockSkew({ sentAt: header.sent_at, receivedAt });
      const fault = faultOf({ header, bytes }, { now: receivedAt - skew, skew });
      if (fault) refused.told.unshift({ line: 0, ...fault });
      const accepted = fault ? 0 : count;
      if (accepted) {
        const json = segmentJson({ header, clockSkew: skew, receivedAt }, recordsJson);
        await logs.replay.append(json).catch(unavailable);
      }
      const answer: IntakeAnswer = { accepted, refused: refused.told };
      return reply.code(202).send(answer);
    },
  );
}

interface ReplayIntakeParts {
  logs: Logs;
  tombstones: Tombstones;
  strangerOf: StrangerOf;
  admit: Admission['admit'];
  read: BodyReader;
  isDiscarded: (segment: Segment) => boolean;
}
