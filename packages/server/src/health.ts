import { faultForLog } from './fault.js';

/** Sentences by the part of the server that they are about. */
type Sentences = Readonly<Record<string, string>>;

/** What of the server fails at present, and what it says of it. */
export interface Health {
  /** Parts that do not do their work. */
  readonly failing: Sentences;
  /** Parts that wait for something or are slower, while all else goes on. */
  readonly warnings: Sentences;
  /** Whether requests are no longer taken. */
  isEnding: boolean;
  /** Says that a part fails: in the log as well, when it begins and when it says something else. */
  fail(part: string, fault: unknown): void;
  /** The same of a part without which all else goes on. */
  warn(part: string, fault: unknown): void;
  recover(part: string): void;
}

export function createHealth(): Health {
  const failing: Record<string, string> = {};
  const warnings: Record<string, string> = {};
  const tell = (told: Record<string, string>, part: string, fault: unknown) => {
    const { code, message } = (fault ?? {}) as { code?: unknown; message?: unknown };
    // A message may name a file, and anyone may ask for the health.
    const sentence = String(fault instanceof Error ? (code ?? message) : fault);
    if (told[part] === sentence) return;
    told[part] = sentence;
    console.error(`${part}:`, fault);
  };
  return {
    failing,
    warnings,
    isEnding: false,
    fail: (part, fault) => tell(failing, part, faultForLog(fault)),
    warn: (part, fault) => tell(warnings, part, faultForLog(fault)),
    recover(part) {
      if (!(part in failing || part in warnings)) return;
      delete failing[part];
      delete warnings[part];
      console.log(`${part}: works again.`);
    },
  };
}
