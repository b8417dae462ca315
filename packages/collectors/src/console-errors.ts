import { defineCollector, now, patch, sanitize } from '@firsthand/core';
import { errorData, handlingStack } from './error-data.js';
import { createErrorLimit } from './error-limit.js';

type ConsoleError = typeof console.error;
type Observer = (args: readonly unknown[]) => void;

/** What the page writes by `console.error`. */
export const consoleErrors = defineCollector(
  'console-errors',
  ({ signal, share }) => {
    const report = share(createErrorLimit);
    const observer: Observer = (args) => {
      const thrown = args.find((arg) => arg instanceof Error);
      const { error, context } = errorData(thrown, { source: 'console', handling: 'handled' });
      const stack = handlingStack(console.error);
      const at = now();
      const data = {
        error: { ...error, message: format(args), ...(stack && { handling_stack: stack }) },
        ...(context && { context }),
      };
      // Frameworks write an error to the console just before they hand it to what reports it.
      queueMicrotask(() => report(data, at, thrown ?? args.find((arg) => typeof arg === 'object')));
    };
    observeConsoleErrors(observer, signal);
  },
  observeConsoleErrors,
);

function observeConsoleErrors(observer: Observer, signal: AbortSignal): void {
  patch<Console, 'error', Observer>(
    { owner: console, key: 'error', wrap: wrapConsoleError, observer },
    signal,
  );
}

function wrapConsoleError(original: ConsoleError, observers: ReadonlySet<Observer>): ConsoleError {
  return function error(this: unknown, ...args) {
    Reflect.apply(original, this, args);
    for (const observer of observers) {
      try {
        observer(args);
      } catch {
        // What cannot be read is not reported.
      }
    }
  };
}

/** As consoles show it: https://console.spec.whatwg.org/#formatter */
function format([first, ...rest]: readonly unknown[]): string {
  const values = [...rest];
  const head =
    typeof first === 'string'
      ? first.replace(/%([sdifoOc%])/g, (directive, kind: string) => {
          if (kind === '%') return '%';
          if (!values.length) return directive;
          const value = values.shift();
          if (kind === 'c') return '';
          if (kind === 'd' || kind === 'i') return String(Number.parseInt(String(value), 10));
          return kind === 'f' ? String(Number.parseFloat(String(value))) : asText(value);
        })
      : asText(first);
  return [head, ...values.map(asText)].join(' ');
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const json = sanitize(value);
  return typeof json === 'string' ? json : JSON.stringify(json);
}
