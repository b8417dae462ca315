import type {
  OverviewAnswer,
  SessionAnswer,
  SessionsAnswer,
  StoredEvent,
} from '@firsthand/protocol/query';
import { expect } from '@playwright/test';
import { presentApplication } from './application.js';

type OfType<T extends StoredEvent['type']> = Extract<StoredEvent, { type: T }>;

const HOUR = 60 * 60_000;

/**
 * Asks a server what it has stored.
 *
 * @param application default: that of the present test
 * @param cookie where only this machine may read: see {@link enter}
 */
export function storedBy(server: string, application = presentApplication(), cookie = '') {
  const get = async <T>(path: string, parameters: Record<string, string> = {}): Promise<T> => {
    // Pages with a clock of their own run ahead or behind.
    const to = Date.now() + HOUR;
    const query = new URLSearchParams({
      application,
      from: String(to - 12 * HOUR),
      to: String(to),
      ...parameters,
    });
    const response = await fetch(`${server}/api/v1/${path}?${query}`, { headers: { cookie } });
    expect(response.status, path).toBe(200);
    return (await response.json()) as T;
  };
  const sessions = async () => (await get<SessionsAnswer>('sessions')).sessions;
  const events = async () => {
    const all = await Promise.all(
      (await sessions()).map(({ id }) => get<SessionAnswer>(`sessions/${id}`)),
    );
    return all.flatMap((answer) => answer.events);
  };
  const ofType = async <T extends StoredEvent['type']>(type: T) =>
    (await events()).filter((event): event is OfType<T> => event.type === type);
  return {
    sessions,
    events,
    ofType,
    overview: () => get<OverviewAnswer>('overview'),
  };
}

/** Exchanges the key in the address that a server printed for a cookie. */
export async function enter(consoleUrl: string): Promise<{ server: string; cookie: string }> {
  const { headers } = await fetch(consoleUrl, { redirect: 'manual' });
  const [cookie = ''] = headers.get('set-cookie')?.split(';') ?? [];
  return { server: new URL(consoleUrl).origin, cookie };
}
