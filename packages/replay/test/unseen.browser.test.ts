import type { eventWithTime } from '@rrweb/types';
import { afterEach, describe, expect, it } from 'vitest';
import { recordPage, settle } from './record-page.js';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const told = (records: eventWithTime[], tag: string) =>
  records.flatMap(({ type, data }) => (type === 5 && data.tag === tag ? [data.payload] : []));
const withSource = (records: eventWithTime[], source: number) =>
  records.flatMap(({ type, data }) =>
    type === 3 && (data.source as number) === source
      ? [data as unknown as Record<string, number>]
      : [],
  );

async function recording(html: string) {
  document.body.innerHTML = html;
  const recorded = recordPage({ options: { defaultPrivacyLevel: 'allow' } });
  await recorded.awaitSnapshot();
  // rrweb looks at shadow trees in a task of its own.
  await wait(50);
  return recorded;
}

let recorded: Awaited<ReturnType<typeof recording>>;
afterEach(() => {
  recorded.abort.abort();
  document.adoptedStyleSheets = [];
  document.body.innerHTML = '';
});

describe('what rrweb does not tell', () => {
  it('is where every one of many boxes was scrolled to, first and last', async () => {
    const box = '<div style="height:50px;overflow:auto"><p style="height:900px"></p></div>';
    recorded = await recording(box.repeat(12));
    const boxes = [...document.querySelectorAll('div')];
    for (const top of [10, 20, 30]) {
      for (const each of boxes) each.scrollTop = top;
      await settle();
    }
    await wait(200);
    const scrolls = withSource(await recorded.records(), 3);
    const tops = Map.groupBy(scrolls, ({ id }) => id);
    expect(tops.size).toBe(12);
    for (const records of tops.values()) {
      expect(records[0]?.['y']).toBe(10);
      expect(records.at(-1)?.['y']).toBe(30);
      expect(records.length).toBeLessThan(4);
    }
  });

  it('is where a box was scrolled to when the recording is handed over at once', async () => {
    recorded = await recording(
      '<div style="height:50px;overflow:auto"><p style="height:900px"></p></div>',
    );
    const box = document.querySelector('div') as HTMLElement;
    for (const top of [10, 20]) {
      box.scrollTop = top;
      await settle();
    }
    expect(withSource(await recorded.records(), 3).map(({ y }) => y)).toEqual([10, 20]);
  });

  it('is what a tree that was moved has adopted, and what was pushed or taken away', async () => {
    recorded = await recording('<section></section><main></main>');
    const host = document.querySelector('section') as HTMLElement;
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    root.adoptedStyleSheets = [sheet];
    root.innerHTML = '<p>in it</p>';
    await wait(50);
    document.querySelector('main')?.append(host);
    await wait(50);
    root.adoptedStyleSheets.push(new CSSStyleSheet());
    await wait(1_100);
    root.adoptedStyleSheets = [];
    await wait(1_100);
    const adopted = withSource(await recorded.records(), 15) as unknown as { styleIds: number[] }[];
    expect(adopted.map(({ styleIds }) => styleIds.length)).toEqual([1, 1, 2, 0]);
    expect(adopted[1]?.styleIds).toEqual(adopted[0]?.styleIds);
  });

  it('is which popovers are shown, also of those that were before', async () => {
    document.body.innerHTML = '<div popover id="pop">Popped</div>';
    const popover = document.querySelector('#pop') as HTMLElement;
    popover.showPopover();
    recorded = recordPage({ options: { defaultPrivacyLevel: 'allow' } });
    await recorded.awaitSnapshot();
    popover.hidePopover();
    await wait(50);
    const states = told(await recorded.records(), 'popover') as { id: number; isOpen: boolean }[];
    expect(states.map(({ isOpen }) => isOpen)).toEqual([true, false]);
    expect(states[0]?.id).toBe(states[1]?.id);
  });

  it('is that a script animates something, once a snapshot; a style sheet’s animation is recorded', async () => {
    recorded = await recording('<style>@keyframes k{to{opacity:0}}</style><p>Moving</p>');
    const { animate } = Element.prototype;
    const paragraph = document.querySelector('p') as HTMLElement;
    paragraph.style.animation = 'k 5s';
    await settle();
    expect(told(await recorded.records(), 'animation')).toEqual([]);
    const animation = paragraph.animate([{ opacity: 0 }], { duration: 1, fill: 'forwards' });
    paragraph.animate([{ opacity: 1 }], 1);
    expect(animation).toBeInstanceOf(Animation);
    expect(told(await recorded.records(), 'animation')).toHaveLength(1);
    recorded.run.setView({ id: 'view-2', sessionId: 'b' });
    await recorded.awaitSnapshot(2);
    expect(told(await recorded.records(), 'animation')).toHaveLength(2);
    recorded.abort.abort();
    expect(Element.prototype.animate).not.toBe(animate);
  });
});
