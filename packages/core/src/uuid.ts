import { randomHex } from './random-hex.js';

/** A version 4 UUID. `crypto.randomUUID` is missing in insecure contexts. */
export function uuid(): string {
  const digits = randomHex(16);
  const part = (from: number, to?: number) => digits.slice(from, to);
  const variant = '89ab'[Number.parseInt(part(16, 17), 16) % 4];
  return `${part(0, 8)}-${part(8, 12)}-4${part(13, 16)}-${variant}${part(17, 20)}-${part(20)}`;
}
