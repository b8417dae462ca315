import type { ConsentState } from '@firsthand/privacy';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rum } from '../src/create-rum.js';
import { visit, watchPage } from './visit.js';

interface Said {
  measure: ConsentState;
  identify: ConsentState;
}

/** What a tab is, and what may leave of it. */
interface Tab {
  rum: Rum;
  said: Said;
  /** Numbers of its errors that may be sent now, and that may if the person grants it. */
  allowed: Set<number>;
  held: Set<number>;
}

const states = fc.constantFrom<ConsentState>('granted', 'pending', 'denied');
const said = fc.record({ measure: states, identify: states });
const tabs = fc.constantFrom(0, 1);
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('say' as const), tab: tabs, said }),
    fc.record({ do: fc.constant('reload' as const), tab: tabs, said }),
    fc.record({ do: fc.constant('emit' as const), tab: tabs }),
    fc.record({ do: fc.constant('flush' as const), tab: tabs }),
    fc.record({ do: fc.constant('exit' as const) }),
    fc.record({ do: fc.constant('wait' as const) }),
  ),
  { maxLength: 25 },
);

const isOurs = (key: string) => key.startsWith('firsthand');
const isAnnouncement = (key: string) => key.startsWith('firsthand.denied');
const settle = () => new Promise((resolve) => setTimeout(resolve));

let page: ReturnType<typeof watchPage>;

describe('whatever a person says in whichever tab, reloads and flushes in between', () => {
  beforeEach(() => {
    localStorage.clear();
    page = watchPage();
  });
  afterEach(() => page.restore());

  it('nothing leaves, is stored or bears a name without consent', async () => {
    let errors = 0;
    await fc.assert(
      fc.asyncProperty(said, steps, async (first, run) => {
        localStorage.clear();
        page.requests.splice(0);
        const open = (index: number, consent: Said): Tab => {
          const rum = visit({
            trackingConsent: consent,
            collectors: [],
            storeContextsAcrossPages: true,
          });
          rum.setGlobalContextProperty('tab', index);
          rum.setUser({ id: 'ann' });
          const tab = { rum, said: consent, allowed: new Set<number>(), held: new Set<number>() };
          if (consent.measure === 'denied') forgetIn(tab);
          return tab;
        };
        const sentNumbers = () =>
          page.sent.flatMap((event) =>
            event.type === 'error' ? [Number(event.error.message)] : [],
          );
        /** What has not been sent by now never may be. */
        const forgetIn = (tab: Tab) => {
          const sent = new Set(sentNumbers());
          tab.allowed = new Set(Array.from(tab.allowed).filter((number) => sent.has(number)));
          tab.held.clear();
        };
        const say = (tab: Tab, next: Said) => {
          const before = tab.said;
          tab.said = next;
          const isWithdrawn = next.measure !== 'granted' && before.measure === 'granted';
          const isNameless = next.identify !== 'granted' && before.identify === 'granted';
          if (isWithdrawn || next.measure === 'denied') forgetIn(tab);
          else if (isNameless && before.measure === 'granted') forgetIn(tab);
          if (next.measure !== 'granted') return;
          for (const number of tab.held) tab.allowed.add(number);
          tab.held.clear();
        };
        const all = [open(0, first), open(1, first)];
        await settle();
        const ended: Set<number>[] = [];

        for (const step of run) {
          const before = all.map((tab) => tab.said);
          const [requests, written] = [page.requests.length, page.written.length];
          const tab = 'tab' in step ? all[step.tab] : undefined;
          if (step.do === 'say' && tab) {
            say(tab, step.said);
            tab.rum.setTrackingConsent(step.said);
            const denied = Object.entries(step.said).filter(([, state]) => state === 'denied');
            if (denied.length) {
              // The browser tells the other tabs; these two are one window.
              const message = Object.fromEntries(denied) as Partial<Said>;
              for (const other of all) say(other, { ...other.said, ...message });
              dispatchEvent(
                new StorageEvent('storage', {
                  key: 'firsthand.denied.app',
                  newValue: JSON.stringify(message),
                }),
              );
            }
          } else if (step.do === 'reload' && tab) {
            tab.rum.destroy();
            await settle();
            ended.push(tab.allowed);
            all[step.tab] = open(step.tab, step.said);
            await settle();
          } else if (step.do === 'emit' && tab) {
            errors += 1;
            if (tab.said.measure === 'granted') tab.allowed.add(errors);
            if (tab.said.measure === 'pending') tab.held.add(errors);
            tab.rum.addError(String(errors));
          } else if (step.do === 'flush' && tab) await tab.rum.flush();
          else if (step.do === 'exit') dispatchEvent(new Event('pagehide'));
          else await settle();

          const isMeasured = (at: readonly Said[]) =>
            at.some(({ measure }) => measure === 'granted');
          const isNamed = (at: readonly Said[], index: number) =>
            at[index]?.measure === 'granted' && at[index].identify === 'granted';
          const now = all.map((each) => each.said);
          if (!isMeasured(before) && !isMeasured(now)) {
            expect(page.requests.length, 'requests').toBe(requests);
            const keys = page.written.slice(written).filter((key) => !isAnnouncement(key));
            expect(keys, 'storage').toEqual([]);
          }
          if (now.every(({ measure }) => measure === 'denied')) {
            expect(Object.keys(localStorage).filter(isOurs)).toEqual([]);
          }
          const allowed = new Set(
            [...ended, ...all.map((each) => each.allowed)].flatMap((set) => [...set]),
          );
          expect(sentNumbers().filter((number) => !allowed.has(number))).toEqual([]);
          for (const { usr, context } of page.sent) {
            if (!usr) continue;
            const index = Number(context?.['tab']);
            expect(isNamed(before, index) || isNamed(now, index), `a name of tab ${index}`).toBe(
              true,
            );
          }
          page.requests.splice(0);
        }
        for (const { rum } of all) rum.destroy();
        await settle();
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });
});
