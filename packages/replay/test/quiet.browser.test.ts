import { comesTrue, eventually } from '@firsthand/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { recordPage, settle } from './record-page.js';

const root = document.createElement('main');
let recorded: ReturnType<typeof recordPage>;
afterEach(() => {
  recorded.abort.abort();
  root.remove();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function record(html: string) {
  root.innerHTML = html;
  document.body.append(root);
  recorded = recordPage({ options: { defaultPrivacyLevel: 'allow' } });
  await recorded.awaitSnapshot();
}
const rows = (round: number) =>
  Array.from({ length: 10_000 }, (_, n) => `<tr><td>${n}</td><td>round ${round}</td></tr>`).join(
    '',
  );
const added = async () =>
  (await recorded.records()).reduce(
    (sum, event) =>
      event.type === 3 && event.data.source === 0 ? sum + event.data.adds.length : sum,
    0,
  );
const count = async (type: number) =>
  (await recorded.records()).filter((event) => event.type === type).length;

function show(visibility: 'visible' | 'hidden') {
  vi.spyOn(Document.prototype, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}

describe('a table of 10,000 rows', () => {
  it('that is rewritten is recorded anew once the page is at rest, not row by row', async () => {
    await record('<table></table>');
    const table = root.firstElementChild as HTMLElement;
    for (let round = 0; round < 5; round += 1) {
      table.innerHTML = rows(round);
      await settle();
    }
    const last = async () => (await recorded.records()).findLast(({ type }) => type === 2);
    await eventually(
      'the last round',
      async () => JSON.stringify(await last()).split('round 4').length === 10_001,
      20_000,
    );
    expect(await added()).toBe(0);
    expect(await count(2)).toBeLessThan(5);
  }, 30_000);

  it('of which some rows change is recorded row by row', async () => {
    await record(`<table>${rows(0)}</table>`);
    const [first, second] = root.querySelectorAll('tr');
    first?.firstElementChild?.replaceChildren('changed');
    second?.remove();
    await settle();
    expect(await added()).toBe(1);
    expect(await count(2)).toBe(1);
  });
});

describe('recording pauses', () => {
  it('while the page is hidden, and goes on with a full snapshot', async () => {
    await record('<p>one</p>');
    show('hidden');
    root.append('while hidden');
    await settle();
    expect(await added()).toBe(0);
    show('visible');
    await recorded.awaitSnapshot(2);
    expect(await recorded.text()).toContain('while hidden');
    root.append('later');
    await settle();
    expect(await added()).toBe(1);
  });

  it('after 5 minutes without an interaction, until the next', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    root.innerHTML = '<p>one</p>';
    document.body.append(root);
    recorded = recordPage({ options: { defaultPrivacyLevel: 'allow' } });
    await comesTrue(async () => expect(await count(2)).toBe(1));
    await vi.advanceTimersByTimeAsync(5 * 60_000 - 10_000);
    root.append('still there');
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(await added()).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    root.append('nobody there');
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(await added()).toBe(1);
    dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    await comesTrue(async () => expect(await count(2)).toBe(2));
  });
});

describe('recording ends', () => {
  it('and leaves every method of the page as it was', async () => {
    const methods = () => [
      CSSStyleSheet.prototype.insertRule,
      CSSStyleSheet.prototype.replaceSync,
      CSSStyleDeclaration.prototype.setProperty,
      CSSMediaRule.prototype.insertRule,
      Element.prototype.attachShadow,
      FontFace,
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set,
      customElements.define,
    ];
    const before = methods();
    await record('<p>one</p>');
    expect(methods().every((method, n) => method === before[n])).toBe(false);
    recorded.abort.abort();
    expect(methods().map((method, n) => method === before[n])).toEqual(before.map(() => true));
    root.append('after the end');
    await settle();
    expect(await recorded.text()).not.toContain('after the end');
  });

  it('when masking fails again and again; a record whose masking fails is left out', async () => {
    await record('<p>one</p>');
    const hostile = document.createElement('p');
    hostile.textContent = hostile.title = 'unmasked';
    Object.defineProperty(hostile, 'ownerDocument', {
      get() {
        throw new Error('not to be read');
      },
    });
    root.append(hostile);
    await settle();
    await eventually('end', () => recorded.isOver, 10_000);
    expect(recorded.faults.length).toBeGreaterThan(3);
    expect(await recorded.text()).not.toContain('unmasked');
  });
});
