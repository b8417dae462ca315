import type { StoredEvent } from '@firsthand/protocol/query';
import { duration, score } from '../../format.js';

const FRUSTRATIONS = {
  rage_click: 'rage click',
  dead_click: 'dead click',
  error_click: 'error click',
};

/** What an event says in one line. */
export function titleOf(event: StoredEvent): string {
  switch (event.type) {
    case 'view':
      return event.view.name ?? event.view.url;
    case 'action': {
      const { target, type, frustration } = event.action;
      const name = target?.name || event._dd?.action?.target?.selector || type;
      return [name, ...(frustration?.type ?? []).map((kind) => FRUSTRATIONS[kind])].join(' · ');
    }
    case 'vital': {
      const { name, type, step_type, failure_reason, duration: length = 0 } = event.vital;
      if (type === 'duration') return `${name}: ${duration(length / 1e6)}`;
      const end = failure_reason ? `failed (${failure_reason})` : 'succeeded';
      return `${name} ${step_type === 'start' ? 'began' : end}`;
    }
    case 'resource':
      return [event.resource.method, pathOf(event.resource.url), event.resource.status_code || '']
        .filter(Boolean)
        .join(' ');
    case 'error':
      return event.error.message;
    case 'long_task':
      return `Main thread busy for ${duration(event.long_task.duration / 1e6)}`;
    default:
      return (event as { type: string }).type;
  }
}

/** How long it took, in milliseconds; 0 for what is a moment. */
export function lengthOf(event: StoredEvent): number {
  switch (event.type) {
    case 'view':
      return event.view.time_spent / 1e6;
    case 'resource':
      return (event.resource.duration ?? 0) / 1e6;
    case 'long_task':
      return event.long_task.duration / 1e6;
    case 'action':
      return (event.action.loading_time ?? 0) / 1e6;
    case 'vital':
      return (event.vital.duration ?? 0) / 1e6;
    default:
      return 0;
  }
}

/** What a person asks first of an event, beyond its title. */
export function factsOf(event: StoredEvent): [string, string][] {
  const nanoseconds = (label: string, value: number | undefined): [string, string][] =>
    value === undefined ? [] : [[label, duration(value / 1e6)]];
  switch (event.type) {
    case 'view': {
      const { performance, time_spent, loading_time, first_byte, load_event } = event.view;
      return [
        ['URL', event.view.url],
        ...nanoseconds('Lasted', time_spent),
        ...nanoseconds('Loading time', loading_time),
        ...nanoseconds('First byte', first_byte),
        ...nanoseconds('Load event', load_event),
        ...nanoseconds('LCP', performance?.lcp?.timestamp),
        ...nanoseconds('INP', performance?.inp?.duration),
        ...(performance?.cls ? [['CLS', score(performance.cls.score)] as [string, string]] : []),
      ];
    }
    case 'resource': {
      const { url, type, first_byte, download, transfer_size, protocol } = event.resource;
      return [
        ['URL', url],
        ['Kind', type],
        ...nanoseconds('Duration', event.resource.duration),
        ...nanoseconds('Waiting', first_byte?.duration),
        ...nanoseconds('Download', download?.duration),
        ...(transfer_size ? [['Transferred', `${transfer_size} bytes`] as [string, string]] : []),
        ...(protocol ? [['Protocol', protocol] as [string, string]] : []),
        ...(event._dd?.trace_id ? [['Trace', event._dd.trace_id] as [string, string]] : []),
      ];
    }
    case 'error':
      return [
        ['Type', event.error.type ?? 'not given'],
        ['Source', event.error.source],
        ...(event.enrichment.error
          ? [['Where', event.enrichment.error.culprit] as [string, string]]
          : []),
      ];
    case 'long_task': {
      const { blocking_duration, scripts = [] } = event.long_task;
      return [
        ...nanoseconds('Blocked', blocking_duration),
        ...scripts.map(({ invoker = 'script', duration: length }): [string, string] => [
          invoker,
          duration((length ?? 0) / 1e6),
        ]),
      ];
    }
    case 'action': {
      const { loading_time, error, resource } = event.action;
      return [
        ...nanoseconds('Took effect in', loading_time),
        ...(error?.count ? [['Errors', String(error.count)] as [string, string]] : []),
        ...(resource?.count ? [['Requests', String(resource.count)] as [string, string]] : []),
      ];
    }
    default:
      return [];
  }
}

/** Where an error happened and where it came from, each with what it says, the nearest first. */
export function stacksOf(event: StoredEvent): [string, string][] {
  if (event.type !== 'error') return [];
  const { stack, causes = [], component_stack, handling_stack } = event.error;
  const said: [string, string | undefined][] = [
    ['Stack', stack],
    ...causes.map((cause): [string, string] => [
      'Caused by',
      cause.stack ?? [cause.type, cause.message].filter(Boolean).join(': '),
    ]),
    ['Components', component_stack],
    ['Reported from', handling_stack],
  ];
  return said.filter((one): one is [string, string] => !!one[1]);
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
