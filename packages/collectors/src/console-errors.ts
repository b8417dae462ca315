import {
  afterScript,
  cutText,
  guard,
  isError,
  sanitize,
  toJson,
  type Collector,
} from '@firsthand/core';
import { observeConsoleErrors, type ConsoleCall } from './console-calls.js';
import { describeThrown } from './describe-thrown.js';
import { errorData } from './error-data.js';
import { createErrorLimit } from './error-limit.js';

export interface ConsoleErrorsOptions {
  /** Calls that came before. */
  early?: readonly ConsoleCall[];
}

/** What the page writes by `console.error`. */
export function consoleErrors({ early = [] }: ConsoleErrorsOptions = {}): Collector {
  return {
    name: 'console-errors',
    starts: observeConsoleErrors,
    start({ signal, share }) {
      const report = share(createErrorLimit);
      const observe = ({ args, at, stack }: ConsoleCall) => {
        const thrown = args.find(isError);
        const { error, context } = errorData(thrown, { source: 'console', handling: 'handled' });
        const data = {
          error: { ...error, message: format(args), ...(stack && { handling_stack: stack }) },
          ...(context && { context }),
        };
        // Frameworks write an error to the console just before they hand it to what reports it.
        afterScript(() => report(data, at, thrown ?? args.find((arg) => typeof arg === 'object')));
      };
      for (const call of early) guard(() => observe(call));
      observeConsoleErrors(observe, signal);
    },
  };
}

/** As consoles show it: https://console.spec.whatwg.org/#formatter */
function format([first, ...rest]: readonly unknown[]): string {
  const values = [...rest];
  const head =
    typeof first === 'string'
      ? cutText(first).replace(/%([sdifoOc%])/g, (directive, kind: string) => {
          if (kind === '%') return '%';
          if (!values.length) return directive;
          const value = values.shift();
          if (kind === 'c') return '';
          if (kind === 'd' || kind === 'i') return String(Number.parseInt(String(value), 10));
          return kind === 'f' ? String(Number.parseFloat(String(value))) : asText(value);
        })
      : asText(first);
  return cutText([head, ...values.map(asText)].join(' '));
}

function asText(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (isError(value)) {
    const { type, message } = describeThrown(value);
    return type ? `${type}: ${message}` : message;
  }
  const json = sanitize(value);
  return typeof json === 'string' ? json : toJson(json);
}
