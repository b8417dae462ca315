/** Random hexadecimal digits, two for each byte; of an even number of bytes. */
export function randomHex(bytes: number): string {
  let digits = '';
  for (const pair of crypto.getRandomValues(new Uint16Array(bytes / 2)))
    digits += (pair + 65_536).toString(16).slice(1);
  return digits;
}
