import { nameOf, type Candidate } from './peers.ts';

/** What was measured of one candidate, a result a round. */
export interface Measured<T> {
  candidate: Candidate;
  results: T[];
}

/**
 * Measures all candidates in turn, round by round, the order reversed each time, so that none always follows the same
 * and none has the machine's better half hour. Before them is a round that only warms up, unless `isWarm`.
 */
export async function inRounds<T>(
  candidates: readonly Candidate[],
  { rounds, isWarm = false }: { rounds: number; isWarm?: boolean },
  measure: (candidate: Candidate) => Promise<T>,
): Promise<Measured<T>[]> {
  const measured = candidates.map((candidate): Measured<T> => ({ candidate, results: [] }));
  for (let round = isWarm ? 1 : 0; round <= rounds; round += 1) {
    for (const { candidate, results } of round % 2 ? measured.toReversed() : measured) {
      progress(`round ${round} of ${rounds}: ${nameOf(candidate)}`);
      const result = await measure(candidate);
      if (round) results.push(result);
    }
  }
  progress('');
  return measured;
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\x1B[K`);
}
