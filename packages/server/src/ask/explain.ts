import {
  fieldOf,
  fields,
  has,
  readFilter,
  type ExplainAnswer,
  type ExplainQuestion,
  type Share,
} from '@firsthand/protocol/query';
import { Refused } from '../intake/refused.js';
import type { Ask, Compiled } from './ask.js';
import { againstOf } from './compare.js';
import { sqlOf } from './condition-sql.js';
import { rowsSql } from './figures.js';
import { groupSql } from './groups.js';
import { openParameters } from './parameters.js';
import { RANGE, rangeOf, WIDE_RANGE } from './range.js';

/** Views that a segment must have on one side: of fewer nothing can be said. */
const MIN_VIEWS = 30;
/** Values of a field that are looked at. Strangers may make up any number of them. */
const MAX_VALUES = 1_000;
/** Says nothing of why. */
const UNASKED = new Set(['type', 'session.kept_on_error', 'view.is_active']);

/** By what views can be told apart. */
const segmentFields = fields.filter(
  ({ name, type, hasFacets, of }) =>
    hasFacets && type !== 'list' && !UNASKED.has(name) && has('view', { of }),
);

interface Row extends Share {
  /** Which of the fields; -1 for all views. */
  field: number;
  value: string;
}

/**
 * Which segments account for the change of a share: each adds to it by faring otherwise than before, and by being another part
 * of all views. What the values of one field add makes the whole change.
 */
export async function explain(ask: Ask, question: ExplainQuestion): Promise<ExplainAnswer> {
  const { limit = 20, against } = question;
  const [rows, rowsBefore] = await Promise.all([
    ask<Row>(compileShares(question)),
    ask<Row>(compileShares({ ...question, ...againstOf(question, against) })),
  ]);
  const isWhole = ({ field }: Row) => field < 0;
  const whole = { now: shareOf(rows.find(isWhole)), before: shareOf(rowsBefore.find(isWhole)) };
  const segments = distinct(segmentsOf(rows, rowsBefore))
    .filter((segment) => Math.max(segment.now.views, segment.before.views) >= MIN_VIEWS)
    // What all views have says nothing.
    .filter(({ now }) => now.views < whole.now.views)
    .map((segment) => ({ ...segment, ...effectsOf(segment, whole) }));
  return {
    ...whole,
    segments: segments.toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, limit),
  };
}

type Segment = Sides & { field: string; value: string };
type Effects = Pick<ExplainAnswer['segments'][number], 'by_rate' | 'by_mix'>;

/** Each value of each field, as it was on both sides. */
function segmentsOf(rows: readonly Row[], rowsBefore: readonly Row[]): Segment[] {
  const keyOf = ({ field, value }: Row) => `${field} ${value}`;
  const now = new Map(rows.map((row) => [keyOf(row), row]));
  const before = new Map(rowsBefore.map((row) => [keyOf(row), row]));
  return [...new Map([...before, ...now])].flatMap(([key, { field, value }]) => {
    const name = segmentFields[field]?.name;
    return name
      ? [{ field: name, value, now: shareOf(now.get(key)), before: shareOf(before.get(key)) }]
      : [];
  });
}

/** Of segments that are the same views the first, as those of an environment that has a host of its own. */
function distinct(segments: readonly Segment[]): Segment[] {
  const keyOf = ({ now, before }: Sides) =>
    [now.views, now.share, before.views, before.share].join();
  return [
    ...new Map(segments.toReversed().map((segment) => [keyOf(segment), segment])).values(),
  ].toReversed();
}

function weightOf({ by_rate: rate, by_mix: mix }: Effects): number {
  return Math.abs(rate + mix);
}

interface Sides {
  now: Share;
  before: Share;
}

/** Summed over all values of a field, both together are the change of the whole share. */
export function effectsOf(segment: Sides, whole: Sides): Effects {
  const part = (side: keyof Sides) =>
    whole[side].views ? segment[side].views / whole[side].views : 0;
  const overall = whole.before.share ?? 0;
  const before = segment.before.share ?? overall;
  return {
    by_rate: part('now') * ((segment.now.share ?? before) - before),
    by_mix: (part('now') - part('before')) * (before - overall),
  };
}

function shareOf(row: Row | undefined): Share {
  return row ? { views: row.views, share: row.share } : { views: 0, share: null };
}

/** Share and number of views by each value of each field, in one scan. */
function compileShares(question: Omit<ExplainQuestion, 'against'>): Compiled {
  const parameters = openParameters(rangeOf(question));
  const { bad, counted } = badSql(question.measure);
  const names = segmentFields.map((_, index) => `g${index}`);
  const columns = segmentFields.map(
    ({ name }, index) => `${groupSql(name, { types: ['view'], parameters })} AS g${index}`,
  );
  // GROUPING() has a bit for each field, the first one highest; it is 0 for that of the set.
  const bits = 2 ** names.length - 1;
  const sql = `SELECT multiIf(${names
    .map((_, index) => `set = ${bits - 2 ** (names.length - 1 - index)}, ${index}`)
    .join(', ')}, -1) AS field, GROUPING(${names.join(', ')}) AS set,
      concat(${names.join(', ')}) AS value, toFloat64(count()) AS views, avg(bad) AS share
    FROM (SELECT ${columns.join(', ')}, ${bad} AS bad FROM events FINAL
      WHERE ${RANGE} AND ${rowsSql(['view'], readFilter(question.filter ?? ''), parameters)}
        AND NOT events.kept_on_error AND ${counted})
    GROUP BY GROUPING SETS ((), ${names.map((name) => `(${name})`).join(', ')})
    HAVING views >= ${MIN_VIEWS / 3} OR field < 0
    ORDER BY views DESC LIMIT ${MAX_VALUES} BY field`;
  return { sql, parameters: parameters.values };
}

/** Whether a view is one of those in question, and whether it can be. */
function badSql(measure: string): { bad: string; counted: string } {
  if (measure === 'error_rate') {
    const bad = `events.view_key IN (SELECT view_key FROM events WHERE ${WIDE_RANGE} AND type = 'error')`;
    return { bad, counted: 'true' };
  }
  const field = fieldOf(measure);
  if (!field || !('ratings' in field) || !field.ratings)
    throw new Refused(
      400,
      `${measure} is neither error_rate nor a field with limits between good and poor.`,
    );
  const value = `assumeNotNull(${sqlOf(field)})`;
  return { bad: `${value} > ${field.ratings[0]}`, counted: `isNotNull(${sqlOf(field)})` };
}
