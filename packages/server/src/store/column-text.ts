/** Longest text in a column that questions name, in characters: strangers may send a megabyte, and a list has many rows. */
const MAX_TEXT = 1_000;

/** A text as such a column has it. The event itself keeps the whole. */
export function columnText(text: string): string {
  return text.slice(0, MAX_TEXT).toWellFormed();
}
