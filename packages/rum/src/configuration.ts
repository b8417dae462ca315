import {
  guard,
  ignore,
  inDocument,
  kindOf,
  type Collector,
  type SessionPersistence,
} from '@firsthand/core';
import { matchesAny, type RequestOptions, type UrlPattern } from '@firsthand/collectors';
import type {
  BeforeSend,
  PrivacyRuleOptions,
  ScrubOptions,
  TrackingConsent,
} from '@firsthand/privacy';
import { APPLICATION_ID } from '@firsthand/protocol/limits';
import type { Plugin } from './plugin.js';

export const DEFAULT_ENDPOINT = '/rum';

/** Options of `init`. Only `applicationId` is required. */
export interface RumConfiguration extends Omit<RequestOptions, 'service' | 'version'> {
  /** Letters, digits and underscore, at most 48. */
  applicationId: string;
  /** Where the page runs: `prod`, `staging`, … */
  env?: string | undefined;
  /** Release of the page. */
  version?: string | undefined;
  /** Name of the front end. */
  service?: string | undefined;
  /** Base URL of the intake. Default: `/rum` on the page's own origin */
  endpoint?: string | undefined;
  /**
   * What cannot be delivered outlives the page in IndexedDB, for 24 hours and up to 5 MB, and is delivered by a later
   * page. Default: true
   */
  offlineQueue?: boolean | undefined;
  /** Whether batches of events are gzipped where the browser can; replays always are. Default: true */
  compressIntakeRequests?: boolean | undefined;
  /** Percent of sessions that are collected, decided by the session's id. Default: 100 */
  sessionSampleRate?: number | undefined;
  /**
   * Whether sessions that are not in the sample are kept in memory, up to 500 events of a page, and sent from there on when
   * an error happens in them: without traces and replays. Default: false
   */
  sessionOnError?: boolean | undefined;
  /** The first that works is used. Default: `['local-storage', 'cookie', 'memory']` */
  sessionPersistence?: SessionPersistence | readonly SessionPersistence[] | undefined;
  /** One session for all subdomains of a site; uses a cookie on the widest domain allowed. Default: false */
  trackSessionAcrossSubdomains?: boolean | undefined;
  /** Only over HTTPS. Default: false */
  useSecureSessionCookie?: boolean | undefined;
  /** For pages shown within another site's: secure, `SameSite=None`, partitioned. Default: false */
  usePartitionedCrossSiteSessionCookie?: boolean | undefined;
  /**
   * What the person allows: `granted`, `pending` or `denied`, for all purposes together or for each of `measure`,
   * `replay` and `identify`. Until measuring is granted nothing is stored, sent or identified; while it is `pending`, up
   * to 1,000 events are held in memory, without ids. Purposes that an object does not name are `pending`.
   * Default: `granted`
   */
  trackingConsent?: TrackingConsent | undefined;
  /** Whether `replay` and `identify` are denied where the browser sends Global Privacy Control. Default: true */
  respectGlobalPrivacyControl?: boolean | undefined;
  /**
   * Whether events bear `usr.anonymous_id`, a random id that outlives sessions, where `identify` is granted. It is stored as
   * sessions are. Default: false
   */
  trackAnonymousUser?: boolean | undefined;
  /** Global, user and account context outlive the page in local storage, in step between tabs. Default: false */
  storeContextsAcrossPages?: boolean | undefined;
  /** What may be read of the page's content, for the names of actions. Default: `mask` */
  defaultPrivacyLevel?: PrivacyRuleOptions['defaultPrivacyLevel'] | undefined;
  /** Levels by CSS selector, beside the attribute `data-rum-privacy`: `{ mask: ['.account'], allow: ['nav'] }`. */
  privacySelectors?: PrivacyRuleOptions['privacySelectors'] | undefined;
  /** Texts that may be read at `mask-unless-allowlisted`, whatever their case and spaces. Default: none */
  privacyAllowlist?: PrivacyRuleOptions['privacyAllowlist'] | undefined;
  /**
   * Whether names of actions follow the privacy levels. If not, what the author wrote may be read at every level but
   * `hidden`; what a person types never is. Default: true
   */
  enablePrivacyForActionName?: boolean | undefined;
  /**
   * Views only by `startView`, but that a view goes on as another in a new session and after the back/forward cache.
   * What happens before the first is held for it. Default: false
   */
  trackViewsManually?: boolean | undefined;
  /** Names a view by its path, with the fragment where that is a route. Default: segments that hold a digit become `?` */
  groupUrl?: ((path: string) => string) | undefined;
  /** Requests, and nodes marked `data-rum-excluded-activity`, that keep no view or action from being finished. */
  excludedActivityUrls?: readonly UrlPattern[] | undefined;
  /** Attribute whose value names an action. Default: `data-rum-action-name` */
  actionNameAttribute?: string | undefined;
  /** What is taken out of texts and addresses. Default: query strings, fragments, and what looks like a secret */
  scrub?: ScrubOptions | undefined;
  /** Edits an event in place, or drops it by returning `false`. If it throws, or answers by a promise, the event is dropped. */
  beforeSend?: BeforeSend | undefined;
  /** Events that feature flags ride on, beside views and errors. Default: none */
  trackFeatureFlagsForEvents?:
    | readonly ('action' | 'long_task' | 'resource' | 'vital')[]
    | undefined;
  /** Default: true */
  trackUserInteractions?: boolean | undefined;
  /** Static resources, the document, fetch and XHR; without, requests still have their traces. Default: true */
  trackResources?: boolean | undefined;
  /** Default: true */
  trackLongTasks?: boolean | undefined;
  /** Default: true */
  trackErrors?: boolean | undefined;
  /** Default: true */
  trackWebVitals?: boolean | undefined;
  /** Whether events made by scripts count as a person's: for tests. Default: false */
  allowUntrustedEvents?: boolean | undefined;
  /** Percent of collected sessions whose pages report, to your own server, what became of their events. Default: 0 */
  telemetrySampleRate?: number | undefined;
  /** Writes each step of each event to the console. Default: false */
  debug?: boolean | undefined;
  /** No console error when `init` is called again. Default: false */
  silentMultipleInit?: boolean | undefined;
  /** Origins whose pages may start Firsthand, as `https://example.com`; any other leaves it off. Default: all */
  allowedTrackingOrigins?: readonly UrlPattern[] | undefined;
  /** Percent of collected sessions whose replay is recorded, decided by the session's id. Default: 0 */
  sessionReplaySampleRate?: number | undefined;
  /** Nothing is recorded until `startSessionReplayRecording`. Default: false */
  startSessionReplayRecordingManually?: boolean | undefined;
  /**
   * The last minute of all other sessions is kept in memory, and sent when an error or a frustrated click happens; then
   * recording goes on. Default: false
   */
  replayOnError?: boolean | undefined;
  /** Frames of each canvas that are recorded a second, where its level is `allow` or `mask-user-input`. Default: 0 */
  replayCanvasFrames?: number | undefined;
  /** What `init` hands itself to before anything starts: frameworks, routers. */
  plugins?: readonly Plugin[] | undefined;
  /**
   * Replaces the default list: `collectors: [...defaultCollectors(), mine()]`. Collectors that are made without options
   * go by these.
   */
  collectors?: readonly Collector[] | undefined;
}

const RATES = [
  'sessionSampleRate',
  'sessionReplaySampleRate',
  'traceSampleRate',
  'telemetrySampleRate',
] as const;

const LISTS = [
  'allowedTracingUrls',
  'excludedTracingUrls',
  'allowedGraphQlUrls',
  'trackResourceHeaders',
  'trackFeatureFlagsForEvents',
  'excludedActivityUrls',
  'allowedTrackingOrigins',
  'privacyAllowlist',
  'plugins',
  'collectors',
] as const;

/** What is wrong with a configuration, as a sentence; `undefined` when it is right. */
export function faultOf(configuration: RumConfiguration): string | undefined {
  const applicationId: unknown = configuration?.applicationId;
  if (typeof applicationId !== 'string' || !APPLICATION_ID.test(applicationId)) {
    return 'applicationId must be 1 to 48 letters, digits, underscores';
  }
  const { allowedTrackingOrigins, endpoint = DEFAULT_ENDPOINT } = configuration;
  const { privacySelectors, scrub } = configuration;
  for (const name of RATES) {
    const { [name]: rate = 0 } = configuration;
    if (!(rate >= 0 && rate <= 100)) return `${name} must be a number from 0 to 100`;
  }
  for (const name of LISTS) {
    const { [name]: list = [] } = configuration;
    // An empty text is the beginning of every URL.
    if (!Array.isArray(list) || !list.every(Boolean)) {
      return `${name} must be a list without blanks`;
    }
  }
  if (allowedTrackingOrigins && !isAllowed(allowedTrackingOrigins, location.origin)) {
    return `${location.origin} is not in allowedTrackingOrigins`;
  }
  if (!guard(() => new URL(endpoint, location.href), ignore)) return 'endpoint must be a URL';
  if (
    (privacySelectors || scrub) &&
    !guard(() => areSelectors(privacySelectors) && arePatterns(scrub), ignore)
  ) {
    return 'privacySelectors must be lists of selectors, scrub.patterns RegExps';
  }
  return undefined;
}

/** `https://a.com` must not allow `https://a.com.evil.net`. */
function isAllowed(origins: readonly UrlPattern[], origin: string): boolean {
  return (
    origins.includes(origin) ||
    matchesAny(
      origins.filter((allowed) => typeof allowed !== 'string'),
      origin,
    )
  );
}

/** @throws where one is none */
function areSelectors(lists: RumConfiguration['privacySelectors'] = {}): boolean {
  const nothing = inDocument('createDocumentFragment')();
  return Object.values(lists).every(
    (selectors) => nothing.querySelector(selectors.concat('a').join()) === null,
  );
}

function arePatterns({ patterns = [] }: ScrubOptions = {}): boolean {
  return patterns.every(({ pattern }) => kindOf(pattern) === 'RegExp');
}
