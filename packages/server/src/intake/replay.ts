import { LIMITS, type IntakeAnswer } from '@firsthand/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { clockSkew } from '../enrich/clock-skew.js';
import type { Tombstones } from '../erasure/tombstones.js';
import type { Logs } from '../intake-log/logs.js';
import type { Admission } from './admission.js';
import { delayFault } from './check-event.js';
import { ERASED } from './events.js';
import type { Segment } from './filter/fields.js';
import type { InTurn } from './heavy-ones-in-turn.js';
import { parseSegment } from './parse-segment.js';
import { Refused, unavailable } from './refused.js';
import { MAY_NOT_SEND, type StrangerOf } from './senders.js';
import { textOf, type IntakeRequest } from './text-of.js';

const DISCARDED = { field: '', reason: 'is discarded by replay.filterRules' };

/** `POST /rum/v1/replay`: one segment of a session replay, on disk before its 202. */
export async function intakeOfReplays(
  app: FastifyInstance,
  { logs, tombstones, strangerOf, admit, inTurn, isDiscarded }: ReplayIntakeParts,
): Promise<void> {
  const faultOf = (segment: Segment, { now, skew }: { now: number; skew: number }) => {
    const { application, session, start } = segment.header;
    const ids = { application: application.id, session: session.id, users: [] };
    const late = delayFault(start, now);
    if (late) return { ...late, field: 'start' };
    if (tombstones.covers(ids, start + skew)) return ERASED;
    return isDiscarded(segment) ? DISCARDED : undefined;
  };

  const take = async (request: FastifyRequest, text: string, reply: FastifyReply) => {
    const { header, records, refused } = await parseSegment(text);
    const stranger = strangerOf(header);
    if (stranger) throw new Refused(403, `${stranger.name} ${MAY_NOT_SEND}.`);
    const bytes = Buffer.byteLength(text);
    admit(request, { events: new Map([[header.application.id, 1]]), lines: 1, bytes });
    const receivedAt = Date.now();
    const { clock_skew: skew = 0 } = clockSkew({ sentAt: header.sent_at, receivedAt });
    const segment = { header, bytes };
    const fault = faultOf(segment, { now: receivedAt - skew, skew });
    if (fault) refused.told.unshift({ line: 0, ...fault });
    const accepted = fault ? 0 : records.length;
    if (accepted) {
      await logs.replay
        .append({ header, records: records.join('\n'), clockSkew: skew, receivedAt })
        .catch(unavailable);
    }
    const answer: IntakeAnswer = { accepted, refused: refused.told };
    return reply.code(202).send(answer);
  };

  app.options('/v1/replay', (_request, reply) => reply.code(204).send());
  app.post<IntakeRequest>(
    '/v1/replay',
    { bodyLimit: LIMITS.payload.maxBytes },
    async (request, reply) => {
      const text = await textOf(request);
      return inTurn(request, text.length, () => take(request, text, reply));
    },
  );
}

interface ReplayIntakeParts {
  logs: Logs;
  tombstones: Tombstones;
  strangerOf: StrangerOf;
  admit: Admission['admit'];
  inTurn: InTurn;
  isDiscarded: (segment: Segment) => boolean;
}
