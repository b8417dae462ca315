import { JOURNEY } from '../../e2e/journey-page.ts';
import type { Fact, Kind } from './peer.ts';

/** Shorter than the journey's long task by as much as a clock may be off, and longer than any other. */
const LONG_TASK = 250;

export const view = (url: string): Fact => ({ kind: 'view', key: pathOf(url) });
export const request = (url: string): Fact => ({ kind: 'request', key: pathOf(url) });
export const resource = (url: string): Fact => ({ kind: 'resource', key: pathOf(url) });
export const vital = (name: string): Fact => ({ kind: 'vital', key: name.toUpperCase() });
export const custom = (name: string): Fact => ({ kind: 'custom event', key: name });

/** @param name the button's name, or whatever has its number behind `button` */
export function click(name: string): Fact {
  const [, number] = /button\W(\d+)/.exec(name) ?? [];
  return { kind: 'click', key: number ? `button ${number}` : name };
}

/** Vendors put words of their own before a message. */
export function error(message: string): Fact {
  const key = JOURNEY.errors.find((name) => message.includes(name)) ?? message;
  return { kind: 'error', key };
}

/** @param duration in milliseconds */
export function longTask(duration: number): Fact {
  return { kind: 'long task', key: duration >= LONG_TASK ? 'long task' : 'shorter' };
}

/** Those that stand for the same, such as snapshots of one view, count as one. */
export function once(facts: readonly Fact[], kinds: readonly Kind[]): Fact[] {
  const seen = new Set<string>();
  return facts.filter(({ kind, key }) => {
    const isNew = !kinds.includes(kind) || !seen.has(`${kind} ${key}`);
    seen.add(`${kind} ${key}`);
    return isNew;
  });
}

/** Newline-delimited JSON; what is none is left out. */
export function jsonLines<T>(text: string): T[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as T];
    } catch {
      return [];
    }
  });
}

function pathOf(url: string): string {
  return URL.parse(url, 'http://site')?.pathname ?? url;
}
