import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onPageExit } from '../src/browser/page-exit.js';

let abort: AbortController;
beforeEach(() => (abort = new AbortController()));
afterEach(() => abort.abort());

const leave = () => dispatchEvent(new PageTransitionEvent('pagehide'));

describe('on page exit', () => {
  it('the last comes last, whenever the others began to listen', () => {
    const heard: string[] = [];
    onPageExit(() => heard.push('last'), abort.signal, { isLast: true });
    for (const name of ['one', 'two']) onPageExit(() => heard.push(name), abort.signal);
    leave();
    expect(heard).toEqual(['one', 'two', 'last']);
  });

  it('the last comes after all that captures when the page is hidden, as libraries do that began later', () => {
    const hidden = vi.spyOn(Document.prototype, 'visibilityState', 'get').mockReturnValue('hidden');
    const heard: string[] = [];
    onPageExit(() => heard.push('last'), abort.signal, { isLast: true });
    onPageExit(() => heard.push('first'), abort.signal);
    const options = { capture: true, signal: abort.signal };
    addEventListener('visibilitychange', () => heard.push('library'), options);
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    hidden.mockRestore();
    expect(heard).toEqual(['first', 'library', 'last']);
  });

  it('one that throws takes nobody’s turn', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const heard: string[] = [];
    const fault = new Error('ours');
    onPageExit(() => {
      throw fault;
    }, abort.signal);
    onPageExit(() => heard.push('other'), abort.signal);
    leave();
    expect(heard).toEqual(['other']);
    expect(warn.mock.calls).toEqual([['Firsthand:', fault]]);
    warn.mockRestore();
  });

  it('nobody hears of it after the end', () => {
    const listener = vi.fn();
    onPageExit(listener, abort.signal);
    abort.abort();
    leave();
    expect(listener).not.toHaveBeenCalled();
  });
});
