import { IntakeAnswer, IntakeError } from '@firsthand/protocol';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { Type, type TSchema } from 'typebox';

type Tag = 'Questions' | 'Replays' | 'Administration' | 'Server' | 'Intake';

/** Why a request is refused, by status. */
const REASONS = {
  400: 'A sentence says what is wrong. A fault of a filter has its column: `filter: … (column 12)`.',
  401: 'Who asks may not read: a key or a token is missing, or the token is unknown.',
  403: 'The token is not for this application, or pages of this origin may not do this.',
  404: 'There is no such question, session, event or replay.',
  413: 'The body is too large, or has too many lines.',
  415: 'The body is neither `text/plain` nor gzip of it.',
  422: 'The question is too broad: narrow the time or the filter.',
  429: 'Too much came from this address or for this application: `Retry-After` says when to try again.',
  499: 'Who asked has gone, and the work was ended; nobody sees this but the log of a proxy.',
  503: 'The server has too much to do, or is ending: `Retry-After` says when to try again.',
} as const;
type Refusal = keyof typeof REASONS;

/** By which requests each kind of route is refused. */
const REFUSALS: Record<Tag, readonly Refusal[]> = {
  Questions: [400, 401, 403, 422, 499, 503],
  Replays: [400, 401, 403, 404, 503],
  Administration: [400, 401, 403, 503],
  Server: [401, 403, 503],
  Intake: [400, 403, 413, 415, 429, 503],
};

/** What is said of a route, beside what it is checked by. */
export interface About extends FastifySchema {
  tag: Tag;
  summary: string;
  answer: TSchema;
  /** Status of an answer. */
  status?: 200 | 202;
  /** Of an answer that is one such value a line. */
  isLines?: boolean;
  /** What it is refused by besides. */
  also?: readonly Refusal[];
}

/** The schema of a route, with all that a reader of the API’s description wants to know of it. */
export function documented({
  tag,
  answer,
  status = 200,
  isLines = false,
  also = [],
  ...schema
}: About): FastifySchema {
  const type = isLines ? 'application/x-ndjson' : 'application/json';
  const refused = [...REFUSALS[tag], ...also].map((code) => [
    code,
    described(REASONS[code], { type: 'application/json', schema: Refused }),
  ]);
  return {
    ...schema,
    tags: [tag],
    response: {
      [status]: described(isLines ? 'One a line.' : 'The answer.', { type, schema: answer }),
      ...Object.fromEntries(refused),
    },
  };
}

const Refused = Type.Object(IntakeError.properties, { title: 'Refusal' });

function described(description: string, { type, schema }: { type: string; schema: TSchema }) {
  return { description, content: { [type]: { schema } } };
}

const Encoding = Type.Object({
  encoding: Type.Optional(Type.String({ description: '`gzip`, if the body is that.' })),
});

/** What the intake takes: lines of JSON, as they are or in gzip. */
export function sent(summary: string, example: string): FastifySchema {
  return documented({
    tag: 'Intake',
    summary,
    consumes: ['text/plain'],
    security: [],
    querystring: Encoding,
    body: Type.String({ examples: [example] }),
    answer: IntakeAnswer,
    status: 202,
  });
}

/** Answers are written as they are: their schemas only describe them. */
export function describeAnswers(app: FastifyInstance): void {
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
}

/** Requests of the intake are checked line by line: their schemas only describe them. */
export function describeRequests(app: FastifyInstance): void {
  app.setValidatorCompiler(() => () => true);
}

/** The same schema, with an example of each of some properties. */
export function withExamples<Schema extends TSchema & { properties: Record<string, TSchema> }>(
  schema: Schema,
  examples: Record<string, unknown>,
): Schema {
  const properties = Object.entries(schema.properties).map(([name, property]) => [
    name,
    name in examples ? { ...property, examples: [examples[name]] } : property,
  ]);
  return { ...schema, properties: Object.fromEntries(properties) as Schema['properties'] };
}
