import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { click, custom, error, jsonLines, once, view, vital } from '../fact.ts';
import type { Fact, Peer } from '../peer.ts';

/** Of PostHog's capture API, what is read here. */
interface PosthogBody {
  batch?: PosthogEvent[];
}

interface PosthogEvent {
  event: string;
  properties: {
    $pathname: string;
    $exception_list?: { value: string }[];
    $event_type?: string;
    $elements_chain?: string;
  };
}

export const posthog: Peer = {
  id: 'posthog',
  name: 'PostHog',
  packages: ['posthog-js'],
  hasReplay: true,
  omits: ['request', 'resource', 'long task'],
  notes: 'Requests and resources are parts of replays.',
  read(posts) {
    const events = posts
      .flatMap(({ text }) => jsonLines<PosthogBody>(text))
      .flatMap(({ batch = [] }) => batch);
    return once(events.flatMap(factsOf), ['vital']);
  },
  answer({ path }) {
    const file = new URL(
      `../../node_modules/posthog-js/dist/${path.split('/').at(-1)}`,
      import.meta.url,
    );
    if (path.includes('/static/') && existsSync(file))
      return { type: 'text/javascript', body: readFileSync(fileURLToPath(file)) };
    if (path.endsWith('/config.js')) return { status: 404, body: '' };
    if (path.endsWith('/config')) return { body: JSON.stringify(CONFIG) };
    if (path.endsWith('/flags/'))
      return { body: JSON.stringify({ flags: {}, errorsWhileComputingFlags: false }) };
    return undefined;
  },
};

/** As a project has it in which all is switched on that this bench asks for. */
const CONFIG = {
  supportedCompression: ['gzip', 'gzip-js'],
  autocapture_opt_out: false,
  autocaptureExceptions: true,
  capturePerformance: { network_timing: true, web_vitals: true },
  sessionRecording: { endpoint: '/s/', recorderVersion: 'v2' },
  elementsChainAsString: true,
  hasFeatureFlags: false,
};

function factsOf({ event, properties }: PosthogEvent): Fact[] {
  switch (event) {
    case '$pageview':
      return [view(properties.$pathname)];
    case '$exception':
      return [error(properties.$exception_list?.[0]?.value ?? '')];
    case '$autocapture':
      return properties.$event_type === 'click' ? [click(properties.$elements_chain ?? '')] : [];
    case '$web_vitals':
      return Object.keys(properties).flatMap((name) => {
        const [, metric] = /^\$web_vitals_(\w+)_value$/.exec(name) ?? [];
        return metric ? [vital(metric)] : [];
      });
    default:
      return event.startsWith('$') ? [] : [custom(event)];
  }
}
