import {
  commonSchema,
  eventSchemas,
  LIMITS,
  type Refusal,
  type RumEvent,
} from '@firsthand/protocol';
import { Compile } from 'typebox/compile';
import { MIN_CLOCK_SKEW } from '../enrich/clock-skew.js';
import { measure } from './measure.js';

const { maxBytes, maxAttributes, maxDepth } = LIMITS.event;
const { maxDelay } = LIMITS.ingestion;
/**
 * A clock ahead by less than {@link MIN_CLOCK_SKEW} is not corrected, and one that was set back while the batch
 * waited dates what came before ahead of when it left. In milliseconds.
 */
export const MAX_AHEAD = 5 * MIN_CLOCK_SKEW;

const common = Compile(commonSchema);
const known = new Map(
  Object.entries(eventSchemas).map(([type, schema]) => [type, Compile(schema)] as const),
);

type Fault = Omit<Refusal, 'line'>;

/**
 * What is wrong with a complete event; `undefined` when the store may have it. A type without a schema needs
 * only the common fields.
 *
 * @param now milliseconds since the Unix epoch, by the clock that dated the event
 * @param isTold whether anyone is told what is wrong: to find that out takes longer than to find that something is
 */
export function faultOf(
  event: Record<string, unknown>,
  { now, isTold }: { now: number; isTold: boolean },
): Fault | undefined {
  return (
    limitFault(event) ?? schemaFault(event, isTold) ?? delayFault((event as RumEvent).date, now)
  );
}

function limitFault(event: object): Fault | undefined {
  const { bytes, attributes, depth } = measure(event, { maxAttributes, maxDepth });
  if (bytes > maxBytes) return { field: '', reason: `is larger than ${maxBytes} bytes` };
  if (attributes > maxAttributes) {
    return { field: '', reason: `has more than ${maxAttributes} attributes` };
  }
  return depth > maxDepth ? { field: '', reason: `is deeper than ${maxDepth} levels` } : undefined;
}

function schemaFault(event: Record<string, unknown>, isTold: boolean): Fault | undefined {
  const { type } = event;
  const schema = (typeof type === 'string' && known.get(type)) || common;
  if (schema.Check(event)) return undefined;
  if (!isTold) return { field: '', reason: 'is wrong' };
  const [error] = schema.Errors(event);
  return {
    field: error?.instancePath.slice(1).replaceAll('/', '.') ?? '',
    reason: error?.message ?? 'is wrong',
  };
}

export function delayFault(date: number, now: number): Fault | undefined {
  if (now - date > maxDelay) return { field: 'date', reason: 'is more than 24 hours ago' };
  return date - now > MAX_AHEAD ? { field: 'date', reason: 'is in the future' } : undefined;
}
