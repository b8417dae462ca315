import { LIMITS } from '@firsthand/protocol/limits';
import { beforeEach, describe, expect, it } from 'vitest';
import { createOrigin, hour, minute, type Tab } from './tab-model.js';

let origin: ReturnType<typeof createOrigin>;
beforeEach(() => {
  origin = createOrigin();
});

const idAt = ({ session }: Tab, at = origin.clock.now()) => {
  session.refresh();
  return session.find(at);
};
const interact = ({ session }: Tab) => session.interact(origin.clock.now());

describe('a session', () => {
  it('lasts while someone is there, and ends 15 minutes after the last sign', () => {
    const tab = origin.openTab();
    const first = idAt(tab);
    origin.pass(14 * minute);
    interact(tab);
    origin.pass(15 * minute - 1);
    expect(idAt(tab)).toBe(first);
    origin.pass(1);
    expect(idAt(tab)).toBeUndefined();
    expect(tab.ends).toEqual([29 * minute]);
  });

  it('ends when it expired, not when that was noticed', () => {
    const tab = origin.openTab();
    const first = idAt(tab);
    origin.pass(hour);
    expect(idAt(tab)).toBeUndefined();
    expect(tab.ends).toEqual([15 * minute]);
    expect([idAt(tab, 15 * minute - 1), idAt(tab, 15 * minute)]).toEqual([first, undefined]);
  });

  it('lasts 4 hours at most, however busy', () => {
    const tab = origin.openTab();
    const first = idAt(tab);
    for (let minutes = 1; minutes < 4 * 60; minutes += 1) {
      origin.pass(minute);
      interact(tab);
    }
    expect(idAt(tab)).toBe(first);
    origin.pass(minute);
    interact(tab);
    expect([undefined, first]).not.toContain(idAt(tab));
    expect(tab.ends).toEqual([4 * hour]);
  });

  it('says how long it will last if nothing happens', () => {
    const tab = origin.openTab();
    expect(tab.session.remaining()).toBe(15 * minute);
    for (let minutes = 0; minutes < 4 * 60 - 5; minutes += 1) {
      origin.pass(minute);
      interact(tab);
    }
    expect(tab.session.remaining()).toBe(5 * minute);
    tab.session.stop();
    expect(tab.session.remaining()).toBeUndefined();
  });

  it('is extended, but never made, by being looked at', () => {
    const tab = origin.openTab();
    const first = idAt(tab);
    origin.pass(10 * minute);
    tab.session.show();
    origin.pass(10 * minute);
    expect(idAt(tab)).toBe(first);
    origin.pass(hour);
    tab.session.show();
    expect(idAt(tab)).toBeUndefined();
  });

  it('ends with its 10 millionth event, counted over all tabs', () => {
    const [one, two] = [origin.openTab(), origin.openTab()];
    const first = idAt(one);
    origin.stored = origin.stored && {
      ...origin.stored,
      activeAt: origin.stored.activeAt + 1,
      events: LIMITS.session.maxEvents - 2,
    };
    one.session.count();
    expect(idAt(one)).toBe(first);
    origin.pass(minute);
    interact(one);
    two.session.count();
    expect(idAt(two)).toBeUndefined();
    interact(two);
    expect([undefined, first]).not.toContain(idAt(two));
    expect(origin.stored?.events).toBe(0);
  });

  it('that somebody has removed from storage is over, and no other begins until that is allowed', () => {
    const tab = origin.openTab();
    const first = idAt(tab);
    origin.pass(minute);
    origin.stored = undefined;
    expect(idAt(tab)).toBeUndefined();
    expect(origin.stored).toBeUndefined();
    origin.pass(minute);
    interact(tab);
    expect([idAt(tab), origin.stored]).toEqual([undefined, undefined]);
    tab.session.allow();
    interact(tab);
    expect([undefined, first]).not.toContain(idAt(tab));
  });
});

describe('clocks', () => {
  it('a sleep past the end ends it, and what happened before the sleep still belongs to it', () => {
    const tab = origin.openTab();
    const first = idAt(tab);
    origin.pass(minute);
    interact(tab);
    origin.pass(minute);
    origin.sleep(8 * hour);
    origin.pass(1_000);
    expect(idAt(tab)).toBeUndefined();
    expect(idAt(tab, minute)).toBe(undefined);
    expect(idAt(tab, minute - 1)).toBe(first);
  });

  it('a sleep shorter than the rest of it changes nothing', () => {
    const tab = origin.openTab();
    const first = idAt(tab);
    origin.sleep(14 * minute);
    expect(idAt(tab)).toBe(first);
    origin.sleep(minute);
    expect(idAt(tab)).toBeUndefined();
  });

  it('a clock set back makes it last no longer', () => {
    const tab = origin.openTab();
    const first = idAt(tab);
    origin.pass(minute);
    origin.setClock(-hour);
    origin.pass(14 * minute - 1);
    expect(idAt(tab)).toBe(first);
    origin.pass(1);
    expect(idAt(tab)).toBeUndefined();
  });

  it('a clock set back again and again leaves 4 hours the most', () => {
    const tab = origin.openTab();
    const first = idAt(tab);
    for (let minutes = 10; minutes < 4 * 60; minutes += 10) {
      origin.pass(10 * minute);
      origin.setClock(-9 * minute);
      interact(tab);
    }
    expect(idAt(tab)).toBe(first);
    origin.pass(10 * minute);
    interact(tab);
    expect(idAt(tab)).not.toBe(first);
  });

  it('a clock that was hours ahead when the last page closed leaves no session behind', () => {
    origin.setClock(5 * hour);
    const first = idAt(origin.openTab());
    origin.setClock(-5 * hour);
    expect([undefined, first]).not.toContain(idAt(origin.openTab()));
  });
});

describe('two tabs', () => {
  it('share a session, and each other’s signs of life', () => {
    const [one, two] = [origin.openTab(), origin.openTab()];
    const first = idAt(one);
    expect(idAt(two)).toBe(first);
    origin.pass(14 * minute);
    interact(two);
    origin.pass(14 * minute);
    expect([idAt(one), idAt(two)]).toEqual([first, first]);
  });

  it('do not adopt each other’s new session without a sign of their own', () => {
    const [one, two] = [origin.openTab(), origin.openTab()];
    const first = idAt(one);
    origin.pass(20 * minute);
    interact(one);
    const second = idAt(one);
    expect(idAt(two)).toBeUndefined();
    origin.pass(minute);
    interact(two);
    expect([idAt(two), idAt(two, 0), idAt(two, 20 * minute)]).toEqual([second, first, undefined]);
  });

  it('a session that one stops is over for both, until the next sign', () => {
    const [one, two] = [origin.openTab(), origin.openTab()];
    const first = idAt(one);
    const changes: (string | undefined)[] = [];
    one.session.onChange((changed) => changes.push(changed));
    origin.pass(minute);
    one.session.stop();
    expect([idAt(one), idAt(two)]).toEqual([undefined, undefined]);
    expect(origin.stored).toMatchObject({ id: first, stoppedAt: origin.clock.epochNow() });
    interact(one);
    const second = idAt(one);
    expect(second).not.toBe(first);
    interact(two);
    expect(idAt(two)).toBe(second);
    expect(changes).toEqual([undefined, second]);
  });

  it('that load at once have one session', () => {
    const [one, two] = [origin.openTab({ isLate: true }), origin.openTab({ isLate: true })];
    origin.catchUp();
    expect(idAt(two)).toBe(idAt(one));
    expect(idAt(two, 0)).toBe(idAt(one, 0));
    expect(origin.stored?.id).toBe(idAt(one));
  });

  it('that load at once have one session when each sees at once what the other stored', () => {
    const one = origin.openTab();
    origin.stored = undefined;
    const two = origin.openTab();
    expect(idAt(one, 0)).toBe(idAt(two, 0));
  });

  it('a sign of life that is stored later does not bring back what was stopped', () => {
    const [one, two] = [origin.openTab({ isLate: true }), origin.openTab({ isLate: true })];
    origin.catchUp();
    origin.pass(minute);
    interact(one);
    two.session.stop();
    origin.catchUp();
    expect([idAt(one), idAt(two)]).toEqual([undefined, undefined]);
    expect(origin.stored).toHaveProperty('stoppedAt');
  });
});
