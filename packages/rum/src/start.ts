import {
  complain,
  createDiagnostics,
  startRum,
  type Collector,
  type Contexts,
  type Place,
  type RunningRum,
} from '@firsthand/core';
import type { Consent, Denied } from '@firsthand/privacy';
import { intakeOf, type FullTransport } from '@firsthand/transport';
import { DEFAULT_ENDPOINT, type RumConfiguration } from './configuration.js';
import type { LatePart } from './late/late-part.js';
import type { Slim } from './late/parts.js';
import type { Replay } from './replay/replay.js';
import { VERSION } from './version.js';

interface StartParts {
  late: LatePart<Slim>;
  configuration: RumConfiguration;
  contexts: Contexts;
  consent: Consent;
  /** Relative time from which the page may be known, where that is not its beginning. */
  since: number | undefined;
  replay: Replay;
  /** Collectors beside that of the replay. */
  collectors: readonly Collector[];
  /** What the person has refused on other pages, and this one not yet. */
  refused: () => Denied;
  /** Where the page was at `init`. */
  place: Place;
  /** Whether it had loaded by then. */
  isLate: boolean;
}

/** Makes the parts that a configuration asks for, and starts them. Ends with `signal`. */
export function start(
  {
    configuration,
    late,
    contexts,
    consent,
    since,
    replay,
    collectors,
    place,
    isLate,
    refused,
  }: StartParts,
  signal: AbortSignal,
): RunningRum {
  const { endpoint = DEFAULT_ENDPOINT } = configuration;
  const intake = intakeOf(endpoint);
  const diagnostics = createDiagnostics(configuration.debug ?? false);
  const onFault = complain;
  const sdk = { name: '@firsthand/rum', version: VERSION };
  let transport: FullTransport | undefined;
  const mayIdentify = () => consent.of('identify') === 'granted' && !('identify' in refused());
  const replays = replay.collector({
    configuration,
    sdk,
    mayRecord: () => consent.of('replay') === 'granted',
    deliver: (segment, options) => transport?.addSegment(segment, options),
    onFault,
  });
  const running = startRum(
    {
      applicationId: configuration.applicationId,
      contexts,
      storage: configuration,
      sessionSampleRate: configuration.sessionSampleRate ?? 100,
      allowUntrustedEvents: configuration.allowUntrustedEvents ?? false,
      trackViewsManually: configuration.trackViewsManually ?? false,
      groupUrl: configuration.groupUrl,
      place,
      isLate,
      collectors: [...collectors, replays],
      options: configuration,
      openPipeline: (owners, ready) =>
        late.when(({ openPipeline }) => {
          const { note } = diagnostics;
          const parts = { configuration, owners, contexts, intake, sdk, since, replay };
          const pipeline = openPipeline({ ...parts, consent, refused, note, onFault }, signal);
          transport = pipeline.transport;
          ready(pipeline);
        }, signal),
      isRefused: () => 'measure' in refused(),
      isOwn: intake.isOwn,
      mayIdentify,
      since,
      diagnostics,
      onFault,
    },
    signal,
  );
  running.onSessionChange((id) => id && replay.update());
  return running;
}
