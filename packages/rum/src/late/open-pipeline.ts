import {
  createAssembler,
  createPageFacts,
  type Clock,
  type Contexts,
  type Note,
  type OnFault,
  type Pipeline,
} from '@firsthand/core';
import { createGate } from '@firsthand/privacy';
import { createTransport, type Intake, type ReplayTransport } from '@firsthand/transport';
import type { RumConfiguration } from '../configuration.js';
import type { Replay } from '../replay/replay.js';

interface PipelineParts {
  configuration: RumConfiguration;
  clock: Clock;
  contexts: Contexts;
  intake: Intake;
  sdk: { name: string; version: string };
  /** Sees each event that leaves. */
  replay: Replay;
  /** Whether events may say who the person is, now. */
  mayIdentify: () => boolean;
  note: Note;
  onFault: OnFault;
}

/** Opens what completes, clears and delivers the events of an instance. Ends with `signal`. */
export function openPipeline(
  {
    configuration,
    clock,
    contexts,
    intake,
    sdk,
    replay,
    mayIdentify,
    note,
    onFault,
  }: PipelineParts,
  signal: AbortSignal,
): Pipeline & { transport: ReplayTransport } {
  const clear = createGate(configuration, onFault);
  const { offlineQueue } = configuration;
  return {
    assemble: createAssembler({
      identity: configuration,
      clock,
      contexts,
      facts: createPageFacts(signal),
      mayIdentify,
    }),
    gate(assembled) {
      const event = clear(assembled);
      if (event) replay.observe(event);
      return event;
    },
    transport: createTransport({ intake, offlineQueue, sdk, note, onFault }, signal),
  };
}
