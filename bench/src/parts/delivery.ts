import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright';
import { inTab, type Tab } from '../browser.ts';
import { bundle, type Bundle } from '../bundle.ts';
import { serveIntake } from '../intake.ts';
import type { Part } from '../part.ts';
import type { Peer } from '../peer.ts';
import { serveSite } from '../site.ts';
import { table } from '../table.ts';

const EVENTS = 20;

/** Milliseconds. */
const OFFLINE = 5_000;
const SILENCE = 5_000;

/** Emits this page's custom events by the SDK's own call. */
const emit = ({ page }: Tab, first: number) =>
  page.evaluate(
    ({ first, count }) => {
      for (let number = first; number < first + count; number += 1)
        sdk.addEvent?.(`event ${number}`);
    },
    { first, count: EVENTS },
  );

/** What becomes of a tab after the page has loaded. Each tab has events of its own numbers. */
const hardships: Record<string, (tab: Tab, first: number) => Promise<unknown>> = {
  async 'tab closed at once'(tab, first) {
    await emit(tab, first);
    await tab.page.close({ runBeforeUnload: true });
    await wait(1_000);
  },
  async 'offline, then online'(tab, first) {
    await tab.page.context().setOffline(true);
    await emit(tab, first);
    await wait(OFFLINE);
    await tab.page.context().setOffline(false);
    await wait(SILENCE);
    await tab.page.close({ runBeforeUnload: true });
    await wait(1_000);
  },
};

/** Which of the events arrive that a page emits by hand. */
export const delivery: Part = {
  name: 'delivery',
  rounds: 3,
  async run({ browser, sdks, rounds }) {
    const rows: string[][] = [];
    for (const peer of sdks) {
      const files = await bundle(peer);
      const cells: string[] = [];
      for (const hardship of Object.values(hardships))
        cells.push(await share(browser, { peer, files, tabs: rounds, hardship }));
      rows.push([peer.name, ...cells]);
    }
    return `## Delivery

Of ${EVENTS} custom events in each of ${rounds} tabs, emitted by the SDK's own call 2 s after the page's load, how many arrived: where the tab is
closed at once, and where the network is gone when they are emitted and comes back after ${OFFLINE / 1_000} s.

${table(['', ...Object.keys(hardships)], rows)}`;
  },
};

interface Share {
  peer: Peer;
  files: Bundle;
  tabs: number;
  hardship: (tab: Tab, first: number) => Promise<unknown>;
}

async function share(browser: Browser, { peer, files, tabs, hardship }: Share): Promise<string> {
  const intake = await serveIntake(peer);
  const site = await serveSite({ bundle: files, intake: intake.url });
  for (let tab = 0; tab < tabs; tab += 1) {
    await inTab(browser, async (opened) => {
      // A browser whose last tab is closed would end its requests with it.
      await opened.page.context().newPage();
      await opened.page.goto(`${site.url}/start`, { waitUntil: 'load' });
      await opened.page.waitForTimeout(2_000);
      await hardship(opened, tab * EVENTS);
      await intake.quiet(SILENCE);
    });
  }
  site.close();
  intake.close();
  const names = peer
    .read(intake.posts)
    .filter(({ kind, key }) => kind === 'custom event' && key.startsWith('event '))
    .map(({ key }) => key);
  const arrived = new Set(names).size;
  const twice = names.length - arrived;
  return `${arrived} of ${tabs * EVENTS}${twice ? `, ${twice} twice` : ''}`;
}
