import {
  CompareAnswer,
  CompareQuestion,
  CountAnswer,
  CountQuestion,
  DistributionAnswer,
  DistributionQuestion,
  ExplainAnswer,
  ExplainQuestion,
  FacetsAnswer,
  FacetsQuestion,
  HeatAnswer,
  HeatQuestion,
  ListAnswer,
  ListQuestion,
  SeriesAnswer,
  SeriesQuestion,
  TableAnswer,
  TableQuestion,
  TopAnswer,
  TopQuestion,
  type Against,
} from '@firsthand/protocol/query';
import type { FastifyInstance } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { onlyReaders, type ReaderOf } from '../access/readers.js';
import { Refused } from '../intake/refused.js';
import { documented } from '../openapi/documented.js';
import { QUESTION_EXAMPLES } from '../openapi/examples.js';
import { Named, type Answering } from './answering.js';
import type { Ask } from './ask.js';
import { compare } from './compare.js';
import { count } from './count.js';
import { distribution } from './distribution.js';
import { explain } from './explain.js';
import { facets } from './facets.js';
import { heat } from './heat.js';
import { list } from './list.js';
import { ordered } from './routes.js';
import { series } from './series.js';
import { table } from './table.js';
import { top } from './top.js';

interface Asked {
  application: string;
  from: number;
  to: number;
  against?: Against;
}

interface Question<Schema extends TSchema, Answer extends TSchema> {
  summary: string;
  body: Schema;
  answer: Answer;
  by: (ask: Ask, asked: Static<Schema> & Asked) => Promise<Static<Answer>>;
}

/** A question with its schemas, and what answers it. */
function question<Schema extends TSchema, Answer extends TSchema>(
  of: Question<Schema, Answer>,
): Question<Schema, Answer> {
  return of;
}

const QUESTIONS = {
  count: question({
    summary: 'Figures over all that is asked for.',
    body: CountQuestion,
    answer: CountAnswer,
    by: count,
  }),
  series: question({
    summary: 'Figures over time.',
    body: SeriesQuestion,
    answer: SeriesAnswer,
    by: series,
  }),
  table: question({
    summary: 'Figures by the values of 1 to 4 fields.',
    body: TableQuestion,
    answer: TableAnswer,
    by: table,
  }),
  top: question({
    summary: 'The values of a field that have most of the first measure, beside the whole.',
    body: TopQuestion,
    answer: TopAnswer,
    by: top,
  }),
  distribution: question({
    summary: 'How the values of a field are spread.',
    body: DistributionQuestion,
    answer: DistributionAnswer,
    by: distribution,
  }),
  heat: question({
    summary: 'How the values of a field are spread over time.',
    body: HeatQuestion,
    answer: HeatAnswer,
    by: heat,
  }),
  facets: question({
    summary: 'Which values fields have, and how many events have each.',
    body: FacetsQuestion,
    answer: FacetsAnswer,
    by: facets,
  }),
  compare: question({
    summary: 'Figures beside those of another time or of another filter.',
    body: CompareQuestion,
    answer: CompareAnswer,
    by: compare,
  }),
  explain: question({
    summary: 'Why a share changed.',
    body: ExplainQuestion,
    answer: ExplainAnswer,
    by: explain,
  }),
  list: question({
    summary: 'Events, the latest first.',
    body: ListQuestion,
    answer: ListAnswer,
    by: list,
  }),
};

/** `POST /api/v1/ask/<question>`: any question about what readers may read. */
export async function askRoutes(
  app: FastifyInstance,
  { answer, readerOf }: { answer: Answering; readerOf: ReaderOf },
): Promise<void> {
  app.addHook('onRequest', onlyReaders(readerOf));
  for (const [name, { by, body, ...about }] of Object.entries(QUESTIONS)) {
    const examples = [QUESTION_EXAMPLES[name as keyof typeof QUESTIONS]];
    const schema = documented({
      ...about,
      tag: 'Questions',
      headers: Named,
      body: { ...body, examples },
    });
    app.post<{ Body: Asked }>(`/${name}`, { schema }, async (request, reply) => {
      const { body: asked } = request;
      if (!readerOf(request).mayRead(asked.application))
        throw new Refused(403, `This token is not for application ${asked.application}.`);
      ordered(asked);
      if (asked.against && 'from' in asked.against) ordered(asked.against);
      return answer(request, reply, (ask) =>
        (by as (ask: Ask, asked: Asked) => Promise<unknown>)(ask, asked),
      );
    });
  }
}
