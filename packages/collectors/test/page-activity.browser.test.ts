import { defineCollector } from '@firsthand/core';
import { collect } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPageActivity, type PageActivity, type WaitOptions } from '../src/page-activity.js';

const { fetch: browserFetch } = globalThis;
let awaitQuiet: PageActivity['awaitQuiet'];
let stop: () => void;
/** Lets the oldest pending request be answered. */
let answer: () => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'performance'] });
  const pending: (() => void)[] = [];
  globalThis.fetch = () => new Promise((resolve) => pending.push(() => resolve(new Response())));
  answer = () => pending.shift()?.();
  document.body.innerHTML = '<p>text</p><div data-rum-excluded-activity><p></p></div>';
  const user = defineCollector('user', ({ share }) => {
    ({ awaitQuiet } = share(createPageActivity));
  });
  ({ stop } = collect(user()));
});
afterEach(() => {
  stop();
  globalThis.fetch = browserFetch;
  vi.useRealTimers();
});

/** Time passes, and observers are told. */
const pass = (time: number) => vi.advanceTimersByTimeAsync(time);
const mutate = (selector = 'p') => document.querySelector(selector)?.append('x');

const textNode = () => document.querySelector('p')?.firstChild;

/** Begins to wait; tells milliseconds from then to the last activity, once that is known. */
function wait(options: WaitOptions = {}) {
  const startedAt = performance.now();
  const told: (number | undefined)[] = [];
  const finish = awaitQuiet(options, (endedAt) => told.push(endedAt && endedAt - startedAt));
  return { told, finish };
}

describe('page activity', () => {
  it('is none when nothing happens within 100 ms, whatever comes later', async () => {
    const { told } = wait();
    await pass(99);
    expect(told).toEqual([]);
    await pass(1);
    mutate();
    await pass(200);
    expect(told).toEqual([undefined]);
  });

  it('lasts until the last change that 100 ms of quiet follow', async () => {
    const { told } = wait();
    for (const gap of [50, 70, 99]) {
      await pass(gap);
      mutate();
    }
    await pass(99);
    expect(told).toEqual([]);
    await pass(1);
    expect(told).toEqual([219]);
  });

  it.each([
    ['a change of an attribute', () => document.querySelector('p')?.setAttribute('title', 'x')],
    ['a change of a text', () => document.querySelector('p')?.firstChild?.replaceWith('y')],
    ['a change of a text in place', () => Object.assign(textNode() ?? {}, { data: 'y' })],
    [
      'a request',
      () => {
        void fetch('/');
        answer();
      },
    ],
  ])('is %s', async (_, act) => {
    const { told } = wait();
    await pass(20);
    act();
    await pass(100);
    expect(told).toEqual([20]);
  });

  it('is a resource that was loaded', async () => {
    const { told } = wait();
    const image = new Image();
    image.src = `/?image=${Math.random()}`;
    const entry = new Promise((resolve) =>
      new PerformanceObserver(resolve).observe({ type: 'resource' }),
    );
    await entry;
    await pass(100);
    expect(told).toEqual([0]);
  });

  it('lasts as long as one of the requests that began in it is pending', async () => {
    const { told } = wait();
    void fetch('/one');
    void fetch('/two');
    await pass(150);
    answer();
    await pass(1_000);
    expect(told).toEqual([]);
    answer();
    await pass(100);
    expect(told).toEqual([1_150]);
  });

  it('does not wait for requests from before it', async () => {
    void fetch('/before');
    const { told } = wait();
    await pass(100);
    expect(told).toEqual([undefined]);
  });

  it('is not what happens in excluded nodes and to excluded URLs', async () => {
    const { told } = wait({ excludedActivityUrls: [/poll/] });
    mutate('[data-rum-excluded-activity] p');
    void fetch('/?poll');
    await pass(100);
    expect(told).toEqual([undefined]);
  });

  it('ends when its time is over', async () => {
    const { told } = wait({ maxDuration: 300 });
    void fetch('/endless');
    await pass(300);
    expect(told).toEqual([300]);
  });

  it('can be ended early, once, with what is known so far', async () => {
    const { told, finish } = wait();
    await pass(10);
    mutate();
    await pass(30);
    finish();
    finish();
    await pass(200);
    expect(told).toEqual([10]);
  });
});

describe('what elements load', () => {
  /** A picture that is answered when it is told of: by a `load` or an `error`. */
  const picture = (attributes: Record<string, string> = {}) => {
    const image = document.createElement('img');
    // What the browser itself makes of it comes at any time.
    for (const end of ['load', 'error'])
      image.addEventListener(end, (event) => event.isTrusted && event.stopImmediatePropagation());
    Object.defineProperty(image, 'complete', { get: () => isComplete });
    for (const [name, value] of Object.entries({ src: '/hero.png', ...attributes }))
      image.setAttribute(name, value);
    return image;
  };
  let isComplete = false;
  beforeEach(() => void (isComplete = false));

  it.each(['load', 'error'])('is waited for until its %s', async (end) => {
    const { told } = wait();
    const image = picture();
    document.body.append(image);
    await pass(900);
    expect(told).toEqual([]);
    isComplete = true;
    image.dispatchEvent(new Event(end));
    await pass(100);
    expect(told).toEqual([900]);
  });

  it.each<[sentence: string, attributes: Record<string, string>, options: WaitOptions]>([
    ['a lazy picture out of sight', { loading: 'lazy', style: 'position:absolute;top:9999px' }, {}],
    ['one whose address is excluded', {}, { excludedActivityUrls: [/hero/] }],
  ])('is not waited for where it is %s', async (_, attributes, options) => {
    const { told } = wait(options);
    document.body.append(picture(attributes));
    await pass(200);
    expect(told.length).toBe(1);
  });

  it('is not waited for without end where it was taken away', async () => {
    const { told } = wait();
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href: 'data:text/css,never' });
    link.addEventListener('load', (event) => event.stopImmediatePropagation(), true);
    document.head.append(link);
    await pass(50);
    link.remove();
    await pass(30_000);
    expect(told).toEqual([50]);
  });
});
