import { describe, expect, it } from 'vitest';
import { createHistory } from '../src/history.js';

describe('history', () => {
  it('answers with what was active at that time', () => {
    const history = createHistory<string>();
    history.start('a', 0);
    history.start('b', 10);
    history.end(20);
    history.start('c', 30);
    expect([0, 9.9, 10, 19, 20, 29, 30, 1e9].map(history.find)).toEqual([
      'a',
      'a',
      'b',
      'b',
      undefined,
      undefined,
      'c',
      'c',
    ]);
  });

  it('knows nothing from before its first entry', () => {
    const history = createHistory<string>();
    history.start('a', 5);
    expect(history.find(4)).toBeUndefined();
  });

  it('keeps an earlier end when ended again', () => {
    const history = createHistory<string>();
    history.start('a', 0);
    history.end(5);
    history.end(50);
    expect(history.find(20)).toBeUndefined();
  });

  it('forgets the oldest entries beyond its bound', () => {
    const history = createHistory<number>(3);
    for (let at = 0; at < 10; at += 1) history.start(at, at);
    expect([6, 7, 9].map(history.find)).toEqual([undefined, 7, 9]);
  });
});
