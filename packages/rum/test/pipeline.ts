import {
  complete,
  createAssembler,
  createContexts,
  createDiagnostics,
  createPageFacts,
  createPipeline,
  startRum,
  type Cleared,
  type Collector,
} from '@firsthand/core';
import type { Events, RumEvent } from '@firsthand/protocol';
import { createMemoryTransport } from '@firsthand/testing';
import { afterEach, beforeEach } from 'vitest';

export const failure = { error: { message: 'x', source: 'custom' } } as const;

/** Makes the pipeline with a transport in memory; it is stopped, and the address put back, after each test. */
export function usePipeline() {
  let abort = new AbortController();
  let address: string;

  beforeEach(() => {
    abort = new AbortController();
    address = location.href;
    localStorage.clear();
  });
  afterEach(() => {
    abort.abort();
    history.replaceState(null, '', address);
  });

  return {
    /** Ends what was started; what starts next is a page of its own. */
    stop() {
      abort.abort();
      abort = new AbortController();
    },
    start({
      collectors = [] as Collector[],
      sessionSampleRate = 100,
      trackViewsManually = false,
      groupUrl = undefined as ((path: string) => string) | undefined,
    } = {}) {
      const transport = createMemoryTransport();
      const faults: unknown[] = [];
      const contexts = createContexts();
      const diagnostics = createDiagnostics(false);
      const isOwn = () => false;
      const rum = startRum(
        {
          applicationId: 'app',
          contexts,
          storage: {},
          allowUntrustedEvents: true,
          sessionSampleRate,
          trackViewsManually,
          place: location,
          isLate: false,
          groupUrl,
          collectors,
          options: {},
          async openPipeline(owners, ready) {
            ready(
              createPipeline({
                ...owners,
                sessionSampleRate,
                since: undefined,
                isOwn,
                assemble: createAssembler({
                  identity: {
                    applicationId: 'app',
                    env: 'test',
                    version: '1.2.3',
                    service: 'unit',
                  },
                  clock: owners.clock,
                  contexts,
                  facts: createPageFacts(abort.signal),
                  mayIdentify: () => true,
                }),
                gate: (event) => complete(event) as Cleared<RumEvent>,
                transport,
                reserve: undefined,
                note: diagnostics.note,
              }),
            );
          },
          isOwn,
          mayIdentify: () => true,
          since: undefined,
          diagnostics,
          onFault: (fault) => faults.push(fault),
        },
        abort.signal,
      );
      rum.begin();
      const ofType = <T extends keyof Events>(type: T) =>
        transport.events.filter((event): event is Events[T] => event.type === type);
      return { rum, transport, faults, ofType, contexts, diagnostics };
    },
  };
}
