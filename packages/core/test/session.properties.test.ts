import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createOrigin, hour, minute, type Tab } from './tab-model.js';

/** Sessions that two tabs start within this time, in milliseconds, become one. */
const SAME_START = 1_000;
/** Signs of a person closer together than this, in milliseconds, may count as one. */
const SAME_SIGN = 1_000;

const tab = fc.nat(2);
const time = fc.oneof(
  fc.integer({ min: 1, max: 2_000 }),
  fc.integer({ min: minute, max: 14 * minute }),
  fc.constantFrom(15 * minute - 1, 15 * minute, 20 * minute),
);
const by = fc.integer({ min: -2 * hour, max: 2 * hour });
const a = <K extends string, P extends object>(
  kind: K,
  weight: number,
  parameters: { [Key in keyof P]: fc.Arbitrary<P[Key]> },
) => ({
  weight,
  arbitrary: fc.record<P>(parameters).map((given) => ({ kind, ...given })),
});

const step = fc.oneof(
  a('interact', 6, { tab }),
  a('show', 2, { tab }),
  a('refresh', 2, { tab }),
  a('stop', 1, { tab }),
  a('open', 1, { isLate: fc.boolean() }),
  a('pass', 6, { time }),
  a('sleep', 1, { time }),
  a('set-clock', 1, { by }),
  a('delete', 1, {}),
  a('fail', 1, { fails: fc.boolean() }),
  a('catch-up', 4, { count: fc.nat(2) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** An origin and its tabs, and what is true of their sessions, told by one who sees everything. */
function createWorld() {
  const origin = createOrigin();
  const tabs: Tab[] = [];
  /** By id: relative time and epoch of its start, and of the last sign of a person. */
  const born = new Map<string, { at: number; epoch: number }>();
  const lastSign = new Map<string, number>();
  const stopped = new Set<string>();
  let setBack = 0;

  const now = () => origin.clock.now();
  const idOf = ({ session }: Tab) => session.find(now());
  const noteSign = (id: string | undefined) => {
    if (!id) return;
    if (!born.has(id)) born.set(id, { at: now(), epoch: origin.clock.epochNow() });
    if (now() - (lastSign.get(id) ?? -Infinity) >= SAME_SIGN) lastSign.set(id, now());
  };
  const open = (isLate: boolean) => {
    const tab = origin.openTab({ isLate });
    tabs.push(tab);
    noteSign(idOf(tab));
  };
  open(false);

  const run = (step: Step, tab: Tab) => {
    switch (step.kind) {
      case 'interact':
        tab.session.interact(now());
        return noteSign(idOf(tab));
      case 'show':
        tab.session.show();
        return noteSign(idOf(tab));
      case 'refresh':
        return tab.session.refresh();
      case 'stop': {
        const id = idOf(tab);
        tab.session.stop();
        return id && !origin.hasFailed && stopped.add(id);
      }
      case 'open':
        return tabs.length < 4 && open(step.isLate);
      case 'set-clock':
        setBack += Math.max(0, -step.by);
        return origin.setClock(step.by);
      case 'pass':
        return origin.pass(step.time);
      case 'sleep':
        return origin.sleep(step.time);
      case 'delete':
        return (origin.stored = undefined);
      case 'fail':
        return origin.failStorage(step.fails);
      case 'catch-up':
        return origin.catchUp(step.count);
    }
  };

  return {
    origin,
    tabs,
    idOf,
    tabOf: (step: Step) => tabs[('tab' in step ? step.tab : 0) % tabs.length] as Tab,
    run,
    noteSign,
    startedTogether: (one: string, other: string) =>
      Math.abs((born.get(one)?.epoch ?? 0) - (born.get(other)?.epoch ?? 0)) < SAME_START + setBack,
    /** What several tabs know of each other goes by the clock that may have been set back. */
    expectWithinLimits(id: string) {
      const slack = tabs.length === 1 ? 0 : setBack;
      const idle = now() - (lastSign.get(id) ?? 0);
      expect(idle).toBeLessThanOrEqual(15 * minute + SAME_SIGN + slack);
      expect(now() - (born.get(id)?.at ?? 0)).toBeLessThan(4 * hour + setBack);
      expect(stopped).not.toContain(id);
    },
  };
}

it('any interleaving of tabs, clocks and storage failures keeps the invariants', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
      const world = createWorld();
      const { tabs, idOf, origin } = world;
      for (const step of steps) {
        const before = tabs.map((tab) => [tab, idOf(tab)] as const);
        const acting = world.tabOf(step);
        world.run(step, acting);

        // A tab has another session only by its own interaction, or because two tabs started one at once.
        for (const [tab, id] of before) {
          const after = idOf(tab);
          if (after === id || !after || (step.kind === 'interact' && tab === acting)) continue;
          expect(id && world.startedTogether(id, after)).toBe(true);
          world.noteSign(after);
        }
        // What a tab takes for its session, once it has looked, is within its limits and was never stopped.
        const id = step.kind === 'refresh' || step.kind === 'show' ? idOf(acting) : undefined;
        if (id) world.expectWithinLimits(id);
      }

      // When all is quiet again, whoever is used has the session that is stored.
      origin.failStorage(false);
      for (let round = 0; round < 3; round += 1) {
        origin.catchUp();
        origin.pass(2_000);
        for (const { session } of tabs) {
          // Where somebody has removed it, the person has to say so.
          session.allow();
          session.interact(origin.clock.now());
        }
      }
      expect(new Set(tabs.map(idOf))).toEqual(new Set([origin.stored?.id]));
    }),
    { numRuns: 20_000 },
  );
});
