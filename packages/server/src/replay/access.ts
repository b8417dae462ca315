import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Audit } from '../admin/audit.js';
import { tokenNames } from '../admin/authorize.js';
import type { Config } from '../config.js';
import { Refused } from '../intake/refused.js';

export interface ReplayAccessParts {
  access: Config['replay']['access'];
  /** Of those who may watch, by name. */
  tokens: Record<string, string>;
  audit: Audit;
}

type Asker = Pick<FastifyRequest, 'headers' | 'ip' | 'hostname'>;

interface Opened {
  who: string;
  application: string;
  session: string;
}

/** What is read on of a replay within this time belongs to the same watching, in milliseconds. */
const WATCHING = 4 * 60 * 60_000;
/** Watchings that are remembered. */
const MAX_WATCHINGS = 1_000;

/** Who may watch replays, and the record of who did. */
export function openReplayAccess({ access, tokens, audit }: ReplayAccessParts) {
  const nameOf = tokenNames(tokens);
  const watched = new Map<string, number>();
  const record = async ({ who, application, session }: Opened) => {
    await audit({ who, action: 'replay', subject_kind: 'session', subject: session });
    const key = JSON.stringify([who, application, session]);
    watched.delete(key);
    watched.set(key, Date.now());
    const [oldest] = watched.keys();
    if (watched.size > MAX_WATCHINGS && oldest) watched.delete(oldest);
  };
  return {
    /** @throws {Refused} */
    whoMay(request: Asker): string {
      if (request.headers.authorization || access === 'token') return nameOf(request);
      if (access === 'everyone') return 'anyone';
      if (isLoopback(request)) return 'loopback';
      throw new Refused(403, 'Replays are watched on the server’s own machine: see replay.access.');
    },
    record,
    /** For a part of a replay: nothing is read that was not opened on record. */
    async recordOnce(opened: Opened): Promise<void> {
      const { who, application, session } = opened;
      const at = watched.get(JSON.stringify([who, application, session])) ?? 0;
      if (Date.now() - at > WATCHING) await record(opened);
    },
  };
}

/**
 * By address, and by name: a page whose name was made to lead to this machine (DNS rebinding) asks from its browser,
 * but by its own name.
 */
function isLoopback({ ip, hostname, headers }: Asker): boolean {
  const address = ip.replace(/^::ffff:/, '');
  const isLocal = address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
  const isNamedSo = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
  return isLocal && isNamedSo && !headers['x-forwarded-for'] && !headers.forwarded;
}
