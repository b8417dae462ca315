/** Characters of a word up to this length all become as many as this class stands for. */
const SHORT = { upTo: 8, shown: 5 };

/**
 * A text with `x` for what is no space. Only the length class of each word stays: up to 8 characters become 5, up to 16
 * become 12, up to 32 become 24, and so on, so that short secrets such as `yes` and `no` look alike.
 */
export function maskCharacters(text: string): string {
  return text.replace(/\S+/g, (word) => 'x'.repeat(lengthClass([...word].length)));
}

function lengthClass(length: number): number {
  return length > SHORT.upTo ? 1.5 * 2 ** Math.floor(Math.log2(length - 1)) : SHORT.shown;
}
