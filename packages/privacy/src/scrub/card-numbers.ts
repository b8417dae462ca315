/** Random ids hold numbers by chance: they stay whole. */
const UUID_OR_DIGITS = /([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})|\b\d(?:[ \xa0+-]?\d){11,}\b/gi;
const [SHORTEST, LONGEST] = [12, 19];

/** A text without its payment card numbers, in groups or not, by issuer and check digit: ISO/IEC 7812-1. */
export function hideCardNumbers(text: string): string {
  return text.replace(UUID_OR_DIGITS, (run, uuid) => {
    if (uuid) return run;
    let kept = '';
    for (let at = 0; at < run.length;) {
      const length = isDigit(run[at - 1]) ? 0 : cardLength(run, at);
      kept += length ? '<card>' : run[at];
      at += length || 1;
    }
    return kept;
  });
}

/** Length of the longest card number that begins there and ends where a group does; 0 if none does. */
function cardLength(run: string, from: number): number {
  let found = 0;
  let digits = 0;
  // Luhn's sums, should the digit read last be the check digit, and should the next one be.
  let [sum, next] = [0, 0];
  if (!/[2-6]/.test(run[from] ?? '')) return 0;
  for (let at = from; at < run.length && digits < LONGEST; at += 1) {
    if (!isDigit(run[at])) continue;
    const digit = Number(run[at]);
    digits += 1;
    [sum, next] = [next + digit, sum + (digit > 4 ? digit * 2 - 9 : digit * 2)];
    if (digits >= SHORTEST && sum % 10 === 0 && !isDigit(run[at + 1])) found = at + 1 - from;
  }
  return found;
}

function isDigit(char = ''): boolean {
  return /\d/.test(char);
}
