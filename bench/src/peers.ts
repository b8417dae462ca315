import { awsRum } from './peers/aws-rum.ts';
import { datadog } from './peers/datadog.ts';
import { elastic } from './peers/elastic.ts';
import { faro } from './peers/faro.ts';
import { firsthand } from './peers/firsthand.ts';
import { newRelic } from './peers/new-relic.ts';
import { none } from './peers/none.ts';
import { opentelemetry } from './peers/opentelemetry.ts';
import { posthog } from './peers/posthog.ts';
import { rrweb } from './peers/rrweb.ts';
import { sentry } from './peers/sentry.ts';
import { webVitals } from './peers/web-vitals.ts';
import type { Peer } from './peer.ts';

/** What a page costs at least: by itself, with the vitals' library, with the recorder. */
export const floors = { none, webVitals, rrweb };

export const sdks: readonly Peer[] = [
  firsthand,
  datadog,
  sentry,
  faro,
  elastic,
  opentelemetry,
  newRelic,
  awsRum,
  posthog,
];

/** What is measured: an SDK, or a floor, with its recorder or without. */
export interface Candidate {
  peer: Peer;
  replay: boolean;
}

export const nameOf = ({ peer, replay }: Candidate): string =>
  replay && peer !== rrweb ? `${peer.name} with replay` : peer.name;
