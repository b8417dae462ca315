import {
  createDiagnostics,
  groupUrl,
  startRum,
  type Contexts,
  type RunningRum,
} from '@firsthand/core';
import { createGate } from '@firsthand/privacy';
import { createTransport } from '@firsthand/transport';
import type { RumConfiguration } from './configuration.js';
import { defaultCollectors } from './default-collectors.js';
import type { Replay } from './replay/replay.js';
import { VERSION } from './version.js';

interface StartParts {
  configuration: RumConfiguration;
  contexts: Contexts;
  replay: Replay;
}

/** Makes the parts that a configuration asks for, and starts them. Ends with `signal`. */
export function start(
  { configuration, contexts, replay }: StartParts,
  signal: AbortSignal,
): RunningRum {
  const { applicationId, endpoint = '/rum', offlineQueue } = configuration;
  const diagnostics = createDiagnostics(configuration.debug ?? false);
  const onFault = (fault: unknown) => console.warn('Firsthand:', fault);
  if (configuration.storeContextsAcrossPages) {
    for (const [name, context] of Object.entries(contexts)) {
      context.persist(`${name}.${applicationId}`, signal);
    }
  }
  const sdk = { name: '@firsthand/rum', version: VERSION };
  const gate = createGate(configuration, onFault);
  const transport = createTransport(
    { endpoint, offlineQueue, sdk, note: diagnostics.note, onFault },
    signal,
  );
  const replays = replay.collector({ configuration, sdk, deliver: transport.addSegment, onFault });
  return startRum(
    {
      identity: configuration,
      contexts,
      storage: configuration,
      sessionSampleRate: configuration.sessionSampleRate ?? 100,
      allowUntrustedEvents: configuration.allowUntrustedEvents ?? false,
      trackViewsManually: configuration.trackViewsManually ?? false,
      groupUrl: configuration.groupUrl ?? groupUrl,
      collectors: [...(configuration.collectors ?? defaultCollectors(configuration)), replays],
      gate(assembled) {
        const event = gate(assembled);
        if (event) replay.observe(event);
        return event;
      },
      transport,
      diagnostics,
      onFault,
    },
    signal,
  );
}
