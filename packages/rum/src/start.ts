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
import { VERSION } from './version.js';

interface StartParts {
  configuration: RumConfiguration;
  contexts: Contexts;
}

/** Makes the parts that a configuration asks for, and starts them. Ends with `signal`. */
export function start({ configuration, contexts }: StartParts, signal: AbortSignal): RunningRum {
  const { applicationId, endpoint = '/rum', offlineQueue } = configuration;
  const diagnostics = createDiagnostics(configuration.debug ?? false);
  const onFault = (fault: unknown) => console.warn('Firsthand:', fault);
  if (configuration.storeContextsAcrossPages) {
    for (const [name, context] of Object.entries(contexts)) {
      context.persist(`${name}.${applicationId}`, signal);
    }
  }
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
      transport: createTransport(
        {
          endpoint,
          offlineQueue,
          sdk: { name: '@firsthand/rum', version: VERSION },
          note: diagnostics.note,
          onFault,
        },
        signal,
      ),
      diagnostics,
      onFault,
    },
    signal,
  );
}
