import {
  createAnonymousUser,
  createAssembler,
  createPageFacts,
  createPipeline,
  createReserve,
  type Contexts,
  type Note,
  type OnFault,
  type Owners,
  type Pipeline,
} from '@firsthand/core';
import { createGate, type Consent, type Denied, type Purpose } from '@firsthand/privacy';
import { createTransport, type Intake, type FullTransport } from '@firsthand/transport';
import type { RumConfiguration } from '../configuration.js';
import type { Replay } from '../replay/replay.js';

interface OpenPipelineParts {
  configuration: RumConfiguration;
  /** What events can belong to. */
  owners: Owners;
  contexts: Contexts;
  intake: Intake;
  sdk: { name: string; version: string };
  /** Relative time from which the page may be known, where that is not its beginning. */
  since: number | undefined;
  /** Sees each event that leaves. */
  replay: Replay;
  consent: Consent;
  /** What the person has refused on other pages, and this one not yet. */
  refused: () => Denied;
  note: Note;
  onFault: OnFault;
}

/** Opens what completes, clears and delivers the events of an instance. Ends with `signal`. */
export function openPipeline(
  {
    configuration,
    owners,
    contexts,
    intake,
    sdk,
    since,
    replay,
    consent,
    refused,
    note,
    onFault,
  }: OpenPipelineParts,
  signal: AbortSignal,
): Pipeline & { transport: FullTransport } {
  const { sessionSampleRate = 100, offlineQueue, compressIntakeRequests } = configuration;
  const { sessionOnError, trackAnonymousUser, trackFeatureFlagsForEvents } = configuration;
  const mayIdentify = () => consent.of('identify') === 'granted' && !('identify' in refused());
  const clear = createGate(configuration, onFault);
  const transport = createTransport(
    {
      intake,
      sdk,
      offlineQueue,
      compress: compressIntakeRequests,
      isRefused: () =>
        Object.keys(refused()).some((purpose) => consent.of(purpose as Purpose) === 'granted'),
      note,
      onFault,
    },
    signal,
  );
  const anonymousUser = trackAnonymousUser ? createAnonymousUser(configuration) : undefined;
  const reserve = sessionOnError
    ? createReserve({ ...owners, storage: configuration, transport })
    : undefined;
  const pipeline = createPipeline({
    ...owners,
    sessionSampleRate,
    since,
    isOwn: intake.isOwn,
    assemble: createAssembler({
      identity: configuration,
      clock: owners.clock,
      contexts,
      facts: createPageFacts(signal),
      mayIdentify,
      anonymousUser,
      flagged: trackFeatureFlagsForEvents,
      privacyOfView: () => ({ consent: consent.facts() }),
    }),
    gate(assembled, context) {
      const event = clear(assembled, context);
      if (event) replay.observe(event);
      return event;
    },
    transport,
    reserve,
    note,
  });
  return {
    ...pipeline,
    transport: {
      ...transport,
      forget() {
        transport.forget();
        if (!mayIdentify()) anonymousUser?.forget();
      },
    },
  };
}
