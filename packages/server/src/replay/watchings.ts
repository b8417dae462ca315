import type { Audit } from '../admin/audit.js';

interface Opened {
  who: string;
  application: string;
  session: string;
}

/** What is read on of a replay within this time belongs to the same watching, in milliseconds. */
const WATCHING = 4 * 60 * 60_000;
/** Watchings that are remembered. */
const MAX_WATCHINGS = 1_000;

/** Puts on record who watches which replay. */
export function openWatchings(audit: Audit) {
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
    record,
    /** For a part of a replay: nothing is read that was not opened on record. */
    async recordOnce(opened: Opened): Promise<void> {
      const { who, application, session } = opened;
      const at = watched.get(JSON.stringify([who, application, session])) ?? 0;
      if (Date.now() - at > WATCHING) await record(opened);
    },
  };
}
