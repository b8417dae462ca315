/**
 * Whether a session falls into a share, decided by its id alone, so that tabs, reloads and back ends agree:
 * the last 8 hexadecimal digits of the id, read as a number and divided by 2³², times 100, are below `rate`.
 *
 * @param rate percent, 0 to 100
 */
export function isSampled(sessionId: string, rate: number): boolean {
  return (Number.parseInt(sessionId.slice(-8), 16) / 2 ** 32) * 100 < rate;
}
