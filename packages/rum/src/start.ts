import {
  createDiagnostics,
  groupUrl,
  startRum,
  type Contexts,
  type RunningRum,
} from '@firsthand/core';
import { createGate, type Consent } from '@firsthand/privacy';
import { createTransport } from '@firsthand/transport';
import { DEFAULT_ENDPOINT, type RumConfiguration } from './configuration.js';
import { defaultCollectors } from './default-collectors.js';
import { VERSION } from './version.js';

interface StartParts {
  configuration: RumConfiguration;
  contexts: Contexts;
  consent: Consent;
  /** Relative time from which the page may be known, where that is not its beginning. */
  since: number | undefined;
}

/** Makes the parts that a configuration asks for, and starts them. Ends with `signal`. */
export function start(
  { configuration, contexts, consent, since }: StartParts,
  signal: AbortSignal,
): RunningRum {
  const { endpoint = DEFAULT_ENDPOINT, offlineQueue } = configuration;
  const diagnostics = createDiagnostics(configuration.debug ?? false);
  const onFault = (fault: unknown) => console.warn('Firsthand:', fault);
  return startRum(
    {
      identity: configuration,
      contexts,
      storage: configuration,
      sessionSampleRate: configuration.sessionSampleRate ?? 100,
      allowUntrustedEvents: configuration.allowUntrustedEvents ?? false,
      trackViewsManually: configuration.trackViewsManually ?? false,
      groupUrl: configuration.groupUrl ?? groupUrl,
      collectors: configuration.collectors ?? defaultCollectors(configuration),
      gate: createGate(configuration, onFault),
      openTransport: () =>
        createTransport(
          {
            endpoint,
            offlineQueue,
            sdk: { name: '@firsthand/rum', version: VERSION },
            note: diagnostics.note,
            onFault,
          },
          signal,
        ),
      mayIdentify: () => consent.of('identify') === 'granted',
      since,
      diagnostics,
      onFault,
    },
    signal,
  );
}
