import { nameOf, type Candidate } from './peers.ts';

/** What was measured of one candidate, a result a round. */
export interface Measured<T> {
  candidate: Candidate;
  results: T[];
}

/**
 * Measures all candidates in turn, round by round, the order reversed each time, so that none always follows the same
 * and none has the machine's better half hour. What is measured before the first round only warms the machine up.
 */
export async function inRounds<T>(
  candidates: readonly Candidate[],
  rounds: number,
  measure: (candidate: Candidate) => Promise<T>,
): Promise<Measured<T>[]> {
  const measured = candidates.map((candidate): Measured<T> => ({ candidate, results: [] }));
  progress('warming up');
  for (const candidate of candidates.slice(0, 1)) await measure(candidate);
  for (let round = 1; round <= rounds; round += 1) {
    for (const { candidate, results } of round % 2 ? measured : measured.toReversed()) {
      progress(`round ${round} of ${rounds}: ${nameOf(candidate)}`);
      results.push(await measure(candidate));
    }
  }
  progress('');
  return measured;
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\x1B[K`);
}
