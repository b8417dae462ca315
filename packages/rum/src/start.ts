import {
  createDiagnostics,
  groupUrl,
  startRum,
  type Collector,
  type Contexts,
  type Place,
  type RunningRum,
} from '@firsthand/core';
import { createGate, type Consent } from '@firsthand/privacy';
import { createTransport, intakeOf, type ReplayTransport } from '@firsthand/transport';
import { DEFAULT_ENDPOINT, type RumConfiguration } from './configuration.js';
import type { Replay } from './replay/replay.js';
import { VERSION } from './version.js';

interface StartParts {
  configuration: RumConfiguration;
  contexts: Contexts;
  consent: Consent;
  /** Relative time from which the page may be known, where that is not its beginning. */
  since: number | undefined;
  replay: Replay;
  /** Collectors beside that of the replay. */
  collectors: readonly Collector[];
  /** Where the page was at `init`. */
  place: Place;
}

/** Makes the parts that a configuration asks for, and starts them. Ends with `signal`. */
export function start(
  { configuration, contexts, consent, since, replay, collectors, place }: StartParts,
  signal: AbortSignal,
): RunningRum {
  const { endpoint = DEFAULT_ENDPOINT, offlineQueue } = configuration;
  const intake = intakeOf(endpoint);
  const diagnostics = createDiagnostics(configuration.debug ?? false);
  const onFault = (fault: unknown) => console.warn('Firsthand:', fault);
  const sdk = { name: '@firsthand/rum', version: VERSION };
  let clear: ReturnType<typeof createGate> | undefined;
  let transport: ReplayTransport | undefined;
  const replays = replay.collector({
    configuration,
    sdk,
    mayRecord: () => consent.of('replay') === 'granted',
    deliver: (segment, options) => transport?.addSegment(segment, options),
    onFault,
  });
  const running = startRum(
    {
      identity: configuration,
      contexts,
      storage: configuration,
      sessionSampleRate: configuration.sessionSampleRate ?? 100,
      allowUntrustedEvents: configuration.allowUntrustedEvents ?? false,
      trackViewsManually: configuration.trackViewsManually ?? false,
      groupUrl: configuration.groupUrl ?? groupUrl,
      place,
      collectors: [...collectors, replays],
      options: configuration,
      gate(assembled) {
        clear ??= createGate(configuration, onFault);
        const event = clear(assembled);
        if (event) replay.observe(event);
        return event;
      },
      openTransport: () =>
        (transport = createTransport(
          { intake, offlineQueue, sdk, note: diagnostics.note, onFault },
          signal,
        )),
      isOwn: intake.isOwn,
      mayIdentify: () => consent.of('identify') === 'granted',
      since,
      diagnostics,
      onFault,
    },
    signal,
  );
  running.onSessionChange((id) => id && replay.update());
  return running;
}
