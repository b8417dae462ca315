import type { Piece } from '@firsthand/protocol/query';

/**
 * Matches a whole text against a pattern with wildcards, as `LIKE` does. It goes back to the last wildcard for any number of
 * characters and no further, so that the time is at most that of both lengths multiplied.
 */
export function like(pattern: readonly Piece[]): (text: string) => boolean {
  const signs = pattern.flatMap<string | { any: 'many' | 'one' }>((piece) =>
    typeof piece === 'string' ? Array.from(piece) : [piece],
  );
  const isMany = (at: number) => {
    const sign = signs[at];
    return typeof sign === 'object' && sign.any === 'many';
  };
  return (text) => {
    const characters = Array.from(text);
    let [at, sign] = [0, 0];
    /** The last wildcard for many, and what it has taken up to now. */
    let last: { sign: number; at: number } | undefined;
    while (at < characters.length) {
      if (isMany(sign)) {
        last = { sign, at };
        sign += 1;
      } else if (
        sign < signs.length &&
        (typeof signs[sign] === 'object' || signs[sign] === characters[at])
      ) {
        at += 1;
        sign += 1;
      } else if (last) {
        last.at += 1;
        at = last.at;
        sign = last.sign + 1;
      } else return false;
    }
    while (isMany(sign)) sign += 1;
    return sign === signs.length;
  };
}
