import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ReaderOf } from '../access/readers.js';
import type { Ask, Questions } from './ask.js';
import { nameOf, type AllProgress } from './progress.js';
import { toldByColumn } from './told-by-column.js';

/** Headers of a question. */
export const Named = Type.Object({
  'question-id': Type.Optional(
    Type.String({
      format: 'uuid',
      description:
        'A name for the question, made up by who asks: its progress is at `/api/v1/questions/<uuid>`.',
    }),
  ),
});

/** Answers a request by asking the store: until who sent it is gone, and telling its progress meanwhile. */
export type Answering = <Answer>(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: (ask: Ask) => Promise<Answer>,
) => Promise<Answer>;

export function answering({ questions, progress, readerOf }: AnsweringParts): Answering {
  return async (request, reply, answer) => {
    const id = request.headers['question-id'];
    const gone = untilGone(reply);
    const answered =
      typeof id === 'string'
        ? progress.during(nameOf(readerOf(request), id), (onWork) =>
            answer(questions.on(gone, onWork)),
          )
        : answer(questions.on(gone));
    return answered.catch(toldByColumn);
  };
}

interface AnsweringParts {
  questions: Questions;
  progress: AllProgress;
  readerOf: ReaderOf;
}

/** Aborts when the one who asks goes away before there is an answer. */
function untilGone({ raw }: FastifyReply): AbortSignal {
  const abort = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) abort.abort();
  });
  return abort.signal;
}
