import { faultForLog } from './fault.js';

/** What of the server fails at present, and what it says of it. */
export interface Health {
  readonly failing: Readonly<Record<string, string>>;
  /** Whether requests are still taken. */
  isEnding: boolean;
  /** Says that a part fails: in the log as well, when it begins and when it says something else. */
  fail(part: string, fault: unknown): void;
  recover(part: string): void;
}

export function createHealth(): Health {
  const failing: Record<string, string> = {};
  return {
    failing,
    isEnding: false,
    fail(part, fault) {
      const told = faultForLog(fault);
      const sentence = told instanceof Error ? told.message : String(told);
      if (failing[part] === sentence) return;
      failing[part] = sentence;
      console.error(`${part}:`, told);
    },
    recover(part) {
      if (!(part in failing)) return;
      delete failing[part];
      console.log(`${part}: works again.`);
    },
  };
}
