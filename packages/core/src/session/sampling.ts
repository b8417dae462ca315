/**
 * Whether a session falls into a share, decided by its id alone, so that tabs, reloads and back ends agree:
 * the last 8 hexadecimal digits of the id, read as a number and divided by 2³², times 100, are below the rate.
 *
 * @param rate percent, 0 to 100
 * @param ofRate of which share of all sessions, in percent. Default: 100
 */
export function isSampled(sessionId: string, rate: number, ofRate = 100): boolean {
  return Number.parseInt(sessionId.slice(-8), 16) / 2 ** 32 < (rate / 100) * (ofRate / 100);
}
