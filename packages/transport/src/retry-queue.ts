import type { Batch } from './batch.js';
import type { Outcome } from './send.js';

/** First and longest pause between attempts, in milliseconds. */
const FIRST_PAUSE = 1_000;
const MAX_PAUSE = 60_000;
/** What waits for another attempt is bounded, in bytes; the oldest goes first. */
const MAX_WAITING_BYTES = 3_000_000;

/**
 * Delivers each batch once, trying again with exponential pauses and full jitter for as long as the page lives.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function createRetryQueue(
  attempt: (batch: Batch) => Promise<Outcome>,
  { onFault, signal }: { onFault: (fault: unknown) => void; signal: AbortSignal },
) {
  const waiting: Batch[] = [];
  let pauses = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keep = (batch: Batch) => {
    waiting.push(batch);
    let bytes = waiting.reduce((sum, { bytes }) => sum + bytes, 0);
    while (bytes > MAX_WAITING_BYTES) bytes -= waiting.shift()?.bytes ?? bytes;
  };

  const retryLater = (retryAfter: number | undefined) => {
    if (timer || signal.aborted) return;
    const ceiling = Math.min(MAX_PAUSE, FIRST_PAUSE * 2 ** pauses);
    pauses += 1;
    timer = setTimeout(retry, retryAfter ?? Math.random() * ceiling);
  };

  const retry = () => {
    timer = undefined;
    const batch = waiting.shift();
    if (batch) void deliver(batch).then((accepted) => accepted && retry());
  };

  /** @returns whether the server has it; if not, and not refused for good, it is tried again */
  const deliver = async (batch: Batch): Promise<boolean> => {
    const outcome = await attempt(batch);
    if (outcome.is === 'failed') {
      keep(batch);
      retryLater(outcome.retryAfter);
      return false;
    }
    pauses = 0;
    if (outcome.is === 'rejected')
      onFault(new Error(`Firsthand: the intake refused a batch: ${outcome.reason}`));
    return true;
  };

  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return { deliver };
}
