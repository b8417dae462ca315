/** What all tabs of an origin share. Times are epoch times. */
export interface StoredSession {
  id: string;
  startedAt: number;
  /** Last sign of a person. */
  activeAt: number;
}

export interface SessionStore {
  read(): StoredSession | undefined;
  write(session: StoredSession): void;
  clear(): void;
}

const KEY = 'firsthand.session';

/** Local storage where it works; else this page's memory. */
export function createSessionStore(): SessionStore {
  let memory: StoredSession | undefined;
  return {
    read() {
      try {
        return parse(localStorage.getItem(KEY));
      } catch {
        return memory;
      }
    },
    write(session) {
      memory = session;
      try {
        localStorage.setItem(KEY, JSON.stringify(session));
      } catch {
        // Blocked or full: memory serves this page.
      }
    },
    clear() {
      memory = undefined;
      try {
        localStorage.removeItem(KEY);
      } catch {
        // Blocked: there was only memory.
      }
    },
  };
}

function parse(text: string | null): StoredSession | undefined {
  if (!text) return undefined;
  const { id, startedAt, activeAt } = JSON.parse(text) as Partial<StoredSession>;
  return id && startedAt && activeAt ? { id, startedAt, activeAt } : undefined;
}
