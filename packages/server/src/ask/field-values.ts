import { readFilter } from '@firsthand/protocol/query';
import type { EventType } from '@firsthand/protocol';
import type { Compiled } from './ask.js';
import { rowsSql } from './figures.js';
import { numberField, numberSql } from './measures.js';
import { openParameters } from './parameters.js';
import { RANGE, rangeOf } from './range.js';

/** Values of one field. */
export interface ValuesOf {
  application: string;
  from: number;
  to: number;
  filter?: string | undefined;
  of?: EventType | undefined;
  field: string;
}

/** A SELECT over the values of a field, each as `value`, of what is in the sample. */
export function compileValues(
  question: ValuesOf,
  { select, rest = '' }: { select: string; rest?: string },
): Compiled {
  const field = numberField(question.field);
  const type = field.of?.[0] ?? question.of ?? 'view';
  const parameters = openParameters(rangeOf(question));
  const sql = `SELECT ${select} FROM (
      SELECT assumeNotNull(${numberSql(field, parameters)}) AS value, events.date AS at
      FROM events FINAL
      WHERE ${RANGE} AND ${rowsSql([type], readFilter(question.filter ?? ''), parameters)}
        AND NOT events.kept_on_error AND isNotNull(${numberSql(field, parameters)})
    ) ${rest}`;
  return { sql, parameters: parameters.values };
}
