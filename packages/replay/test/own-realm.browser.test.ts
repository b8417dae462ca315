import { eventually } from '@firsthand/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { inOwnRealm } from '../src/own-realm.js';
import { recordPage } from './record-page.js';

/** What rrweb does to get at an `Element` that nobody has altered. */
function takeFromFrame() {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const taken = (frame.contentWindow as unknown as { Element: typeof Element }).Element;
  frame.remove();
  return taken;
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'Zone');
  Reflect.deleteProperty(document, 'createElement');
});

describe('a start of rrweb', () => {
  it('puts no frame into the page', async () => {
    const added: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const { nodeName } of addedNodes) added.push(nodeName);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    const recorded = recordPage();
    await eventually('a snapshot', async () =>
      (await recorded.records()).some(({ type }) => type === 2),
    );
    observer.disconnect();
    recorded.abort.abort();
    expect(added).not.toContain('IFRAME');
    expect(document.querySelectorAll('iframe')).toHaveLength(0);
  });

  it('gets the page’s own objects in place of a frame’s, and the page none of it', () => {
    const { createElement } = document;
    expect(inOwnRealm(takeFromFrame)).toBe(Element);
    expect(document.createElement).toBe(createElement);
    expect(Object.hasOwn(document, 'createElement')).toBe(false);
    expect(takeFromFrame()).not.toBe(Element);
  });

  it('makes all other elements as the page does, by the page’s own function where it has one', () => {
    const made: string[] = [];
    const createElement = (name: string) => {
      made.push(name);
      return Document.prototype.createElement.call(document, name);
    };
    document.createElement = createElement as typeof document.createElement;
    const link = inOwnRealm(() => document.createElement('a'));
    expect(link).toBeInstanceOf(HTMLAnchorElement);
    expect(made).toContain('a');
    expect(document.createElement).toBe(createElement);
  });

  it('leaves nothing behind where it throws', () => {
    const failing = () =>
      inOwnRealm(() => {
        document.body.append(document.createElement('iframe'));
        throw new Error('rrweb’s');
      });
    const before = document.body.innerHTML;
    expect(failing).toThrow('rrweb’s');
    expect(document.body.innerHTML).toBe(before);
    expect(Object.hasOwn(document, 'createElement')).toBe(false);
  });

  it.each([
    ['Zone.js is there', () => Object.assign(globalThis, { Zone: {} }), () => {}],
    [
      'an accessor was replaced',
      () =>
        Object.defineProperty(Element.prototype, 'shadowRoot', {
          configurable: true,
          get: () => null,
        }),
      (native: PropertyDescriptor) =>
        Object.defineProperty(Element.prototype, 'shadowRoot', native),
    ],
  ])('gets a frame’s where %s', (_, alter, restore) => {
    const native = Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot') ?? {};
    alter();
    const taken = inOwnRealm(takeFromFrame);
    restore(native);
    expect(taken).not.toBe(Element);
  });
});
