import type { Collector, SessionPersistence } from '@firsthand/core';
import type { BeforeSend, PrivacyLevel } from '@firsthand/privacy';
import { APPLICATION_ID } from '@firsthand/protocol/limits';

/** Options of `init`. Only `applicationId` is required. */
export interface RumConfiguration {
  /** Letters, digits and underscore, at most 48. */
  applicationId: string;
  /** Where the page runs: `prod`, `staging`, … */
  env?: string;
  /** Release of the page. */
  version?: string;
  /** Name of the front end. */
  service?: string;
  /** Base URL of the intake. Default: `/rum` on the page's own origin */
  endpoint?: string;
  /** Percent of sessions that are collected, decided by the session's id. Default: 100 */
  sessionSampleRate?: number;
  /** The first that works is used. Default: `['local-storage', 'cookie', 'memory']` */
  sessionPersistence?: SessionPersistence | readonly SessionPersistence[];
  /** One session for all subdomains of a site; uses a cookie on the widest domain allowed. Default: false */
  trackSessionAcrossSubdomains?: boolean;
  /** Only over HTTPS. Default: false */
  useSecureSessionCookie?: boolean;
  /** For pages shown within another site's: secure, `SameSite=None`, partitioned. Default: false */
  usePartitionedCrossSiteSessionCookie?: boolean;
  /** What may be read of the page's content, for the names of actions. Default: `mask` */
  defaultPrivacyLevel?: PrivacyLevel;
  /** Views only by `startView`. What happens before the first is held for it. Default: false */
  trackViewsManually?: boolean;
  /** Names a view by its path. Default: segments that hold a digit become `?` */
  groupUrl?: (path: string) => string;
  /** Attribute whose value names an action. Default: `data-rum-action-name` */
  actionNameAttribute?: string;
  /** Edits an event in place, or drops it by returning `false`. If it throws, the event is dropped. */
  beforeSend?: BeforeSend;
  /** Default: true */
  trackUserInteractions?: boolean;
  /** Static resources, fetch and XHR. Default: true */
  trackResources?: boolean;
  /** Default: true */
  trackLongTasks?: boolean;
  /** Default: true */
  trackErrors?: boolean;
  /** Default: true */
  trackWebVitals?: boolean;
  /** Replaces the default list: `collectors: [...defaultCollectors(), mine()]`. */
  collectors?: readonly Collector[];
}

/** What is wrong with a configuration, as a sentence; `undefined` when it is right. */
export function faultOf(configuration: RumConfiguration): string | undefined {
  const { applicationId, sessionSampleRate = 100 } = configuration;
  if (typeof applicationId !== 'string' || !APPLICATION_ID.test(applicationId)) {
    return 'applicationId must be 1 to 48 letters, digits or underscores';
  }
  if (!(sessionSampleRate >= 0 && sessionSampleRate <= 100)) {
    return 'sessionSampleRate must be a number from 0 to 100';
  }
  return undefined;
}
