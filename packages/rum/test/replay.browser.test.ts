import { idle } from '@firsthand/testing';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Recording, RecordingParts } from '@firsthand/replay';
import type { RumEvent } from '@firsthand/protocol';
import type { CollectorScope, ViewInfo } from '@firsthand/core';
import type { RumConfiguration } from '../src/configuration.js';
import { whole } from '../src/late/parts.js';
import { createReplay } from '../src/replay/replay.js';

/** Ids whose last digits, of 2³², are 10 % and 90 %. */
const SAMPLED = '6b1ac2a1-4e04-4f0e-9c6e-00001999999a';
const UNSAMPLED = '6b1ac2a1-4e04-4f0e-9c6e-0000e6666666';

const started = vi.hoisted(() => [] as { parts: RecordingParts; signal: AbortSignal }[]);
vi.mock('../src/replay/load-recorder.js', () => ({
  loadRecorder: async () => ({
    startRecording(parts: RecordingParts, signal: AbortSignal): Recording {
      started.push({ parts, signal });
      return { update: () => {}, observe: () => {}, flush: () => {}, link: 'https://console.test' };
    },
  }),
}));

let abort: AbortController;
beforeAll(whole.load);
beforeEach(() => {
  abort = new AbortController();
  started.length = 0;
});
afterEach(() => abort.abort());

function start(
  configuration: Partial<RumConfiguration>,
  { sessionId = SAMPLED as string | null, mayRecord = (): boolean => true } = {},
) {
  const replay = createReplay(whole);
  const scope = {
    signal: abort.signal,
    emit: () => {},
    sessionAt: () =>
      sessionId ? { id: sessionId, userId: undefined, accountId: undefined } : undefined,
    onViewStart: (listener: (view: ViewInfo) => void) => listener({ id: 'v' } as ViewInfo),
    onViewEnd: () => {},
  } as unknown as CollectorScope;
  const collector = replay.collector({
    configuration: { applicationId: 'app', ...configuration },
    sdk: { name: 'test', version: '1' },
    deliver: () => {},
    onFault: (fault) => expect.fail(String(fault)),
    mayRecord,
  });
  collector.start(scope);
  return { replay, modeOf: (id: string) => started[0]?.parts.modeOf(id) };
}
/** As long as the recorder would be loaded in. */
const loaded = async () => {
  await idle();
  await new Promise((resolve) => setTimeout(resolve));
  return started.length > 0;
};

describe('the recorder', () => {
  it.each(['focusin', 'input'])(
    'knows passwords that were shown before it was loaded: by %s',
    async (type) => {
      start({ sessionReplaySampleRate: 100 });
      const host = document.body.appendChild(document.createElement('div'));
      host.attachShadow({ mode: 'open' }).innerHTML =
        '<input type="password"><input type="password">';
      const [used, unused] = host.shadowRoot?.querySelectorAll('input') ?? [];
      used?.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      for (const field of [used, unused]) field?.setAttribute('type', 'text');
      await loaded();
      const { isSecret } = started[0]?.parts.configuration ?? {};
      expect([used, unused].map((field) => field && isSecret?.(field))).toEqual([true, false]);
      host.remove();
    },
  );

  it.each([
    ['no rate', {}, SAMPLED, false],
    ['a rate above the session', { sessionReplaySampleRate: 20 }, SAMPLED, true],
    ['a rate below the session', { sessionReplaySampleRate: 20 }, UNSAMPLED, false],
    [
      'a rate that is a share of collected sessions',
      { sessionSampleRate: 50, sessionReplaySampleRate: 15 },
      SAMPLED,
      false,
    ],
    [
      'a manual start',
      { sessionReplaySampleRate: 100, startSessionReplayRecordingManually: true },
      SAMPLED,
      false,
    ],
    ['errors to wait for', { replayOnError: true }, UNSAMPLED, true],
    ['no session that is collected', { sessionReplaySampleRate: 100 }, null, false],
  ])('is loaded with %s: %o, %s → %s', async (_, configuration, sessionId, isLoaded) => {
    start(configuration, { sessionId });
    expect(await loaded()).toBe(isLoaded);
  });

  it('is loaded by `startSessionReplayRecording` for sampled sessions, with `force` for any', async () => {
    const manual = { startSessionReplayRecordingManually: true, sessionReplaySampleRate: 20 };
    const sampled = start(manual);
    sampled.replay.methods.startSessionReplayRecording();
    expect(await loaded()).toBe(true);
    expect(sampled.modeOf(SAMPLED)).toBe('record');
    started.length = 0;

    const unsampled = start(manual, { sessionId: UNSAMPLED });
    unsampled.replay.methods.startSessionReplayRecording();
    expect(await loaded()).toBe(false);
    unsampled.replay.methods.startSessionReplayRecording({ force: true });
    expect(await loaded()).toBe(true);
    expect(unsampled.modeOf(UNSAMPLED)).toBe('record');
  });

  it('is told to stop and to go on, also by calls before the start', async () => {
    const { replay, modeOf } = start({ sessionReplaySampleRate: 100, replayOnError: true });
    expect(await loaded()).toBe(true);
    expect(modeOf(UNSAMPLED)).toBe('record');
    replay.methods.stopSessionReplayRecording();
    expect(modeOf(UNSAMPLED)).toBeUndefined();
    replay.methods.startSessionReplayRecording();
    expect(modeOf(UNSAMPLED)).toBe('record');
    expect(replay.methods.getSessionReplayLink()).toBe('https://console.test');
  });

  it('keeps the last minute of sessions that are not sampled', async () => {
    const { modeOf } = start({ sessionReplaySampleRate: 20, replayOnError: true });
    expect(await loaded()).toBe(true);
    expect(modeOf(SAMPLED)).toBe('record');
    expect(modeOf(UNSAMPLED)).toBe('on-error');
  });

  it.each([
    ['an error', { type: 'error' }],
    ['a frustrated click', { type: 'action', action: { frustration: { type: ['rage_click'] } } }],
  ])('sends from the start a session that had %s before it was loaded', async (_, event) => {
    const { replay, modeOf } = start({ replayOnError: true }, { sessionId: UNSAMPLED });
    replay.observe({ type: 'action', action: {}, session: { id: SAMPLED } } as RumEvent);
    replay.observe({ ...event, session: { id: UNSAMPLED } } as RumEvent);
    expect(await loaded()).toBe(true);
    expect([modeOf(UNSAMPLED), modeOf(SAMPLED)]).toEqual(['record', 'on-error']);
  });

  it('is neither loaded nor left running once it is not allowed, and loaded when it is', async () => {
    let isAllowed = false;
    const { replay } = start({ sessionReplaySampleRate: 100 }, { mayRecord: () => isAllowed });
    expect(await loaded()).toBe(false);
    isAllowed = true;
    replay.update();
    expect(await loaded()).toBe(true);
    isAllowed = false;
    replay.update();
    expect(started[0]?.signal.aborted).toBe(true);
    expect(replay.methods.getSessionReplayLink()).toBeUndefined();
    replay.methods.startSessionReplayRecording({ force: true });
    await loaded();
    expect(started.length).toBe(1);
  });
});
