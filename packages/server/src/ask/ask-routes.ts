import {
  CompareQuestion,
  CountQuestion,
  DistributionQuestion,
  ExplainQuestion,
  FacetsQuestion,
  HeatQuestion,
  ListQuestion,
  SeriesQuestion,
  TableQuestion,
  TopQuestion,
  type Against,
} from '@firsthand/protocol/query';
import type { FastifyInstance } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { onlyReaders, type ReaderOf } from '../access/readers.js';
import { Refused } from '../intake/refused.js';
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

/** A question with its schema and its answer. */
function question<Schema extends TSchema>(
  schema: Schema,
  answer: (ask: Ask, asked: Static<Schema> & Asked) => Promise<unknown>,
) {
  return { schema, answer };
}

const QUESTIONS = {
  count: question(CountQuestion, count),
  series: question(SeriesQuestion, series),
  table: question(TableQuestion, table),
  top: question(TopQuestion, top),
  distribution: question(DistributionQuestion, distribution),
  heat: question(HeatQuestion, heat),
  facets: question(FacetsQuestion, facets),
  compare: question(CompareQuestion, compare),
  explain: question(ExplainQuestion, explain),
  list: question(ListQuestion, list),
};

/** `POST /api/v1/ask/<question>`: any question about what readers may read. */
export async function askRoutes(
  app: FastifyInstance,
  { answer, readerOf }: { answer: Answering; readerOf: ReaderOf },
): Promise<void> {
  app.addHook('onRequest', onlyReaders(readerOf));
  for (const [name, { schema: body, answer: answerTo }] of Object.entries(QUESTIONS)) {
    app.post<{ Body: Asked }>(
      `/${name}`,
      { schema: { headers: Named, body } },
      async (request, reply) => {
        const { body: asked } = request;
        if (!readerOf(request).mayRead(asked.application))
          throw new Refused(403, `This token is not for application ${asked.application}.`);
        ordered(asked);
        if (asked.against && 'from' in asked.against) ordered(asked.against);
        return answer(request, reply, (ask) =>
          (answerTo as (ask: Ask, asked: Asked) => Promise<unknown>)(ask, asked),
        );
      },
    );
  }
}
