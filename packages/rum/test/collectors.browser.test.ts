import { fetchRequests } from '@firsthand/collectors/fetch';
import { defineCollector, type Collector } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import { eventually } from '@firsthand/testing';
import { describe, expect, it } from 'vitest';
import type { RumConfiguration } from '../src/configuration.js';
import { defaultCollectors, type Rum } from '../src/index.js';
import { useVisits } from './visit.js';

const visits = useVisits();
const mine = defineCollector('mine', ({ emit, options }) => {
  emit('custom_mine', { env: (options as RumConfiguration).env });
});

const LISTS: [string, () => readonly Collector[] | undefined][] = [
  ['by default', () => undefined],
  ['with one of the page’s own beside them', () => [...defaultCollectors(), mine()]],
  ['with other options of their own', () => defaultCollectors({ trackWebVitals: false })],
];

/** Whether a request of the page had a trace header. */
async function isTraced() {
  await fetch('/api');
  return visits.page.requests.find(({ url }) => url.endsWith('/api'))?.headers.has('traceparent');
}

/** The first event of a type, as soon as there is one; what leads to one is done again until the collectors are there. */
const first = <T extends RumEvent['type']>(rum: Rum, type: T, act: () => void) =>
  eventually(type, async () => {
    act();
    await rum.flush();
    return visits.page.sent.find(
      (event): event is Extract<RumEvent, { type: T }> => event.type === type,
    );
  });

describe.each(LISTS)('the default collectors, %s,', (_, collectorsOf) => {
  const start = (configuration: Partial<RumConfiguration>) => {
    const collectors = collectorsOf();
    return visits.start({ ...configuration, ...(collectors && { collectors }) });
  };

  it('go by the options of init', async () => {
    document.body.innerHTML = '<button>Buy</button>';
    const rum = start({
      allowedTracingUrls: [location.origin],
      defaultPrivacyLevel: 'allow',
      allowUntrustedEvents: true,
    });
    expect(await isTraced()).toBe(true);
    const { action } = await first(rum, 'action', () => document.querySelector('button')?.click());
    expect(action.target?.name).toBe('Buy');
  });

  it('without resources tell of no request and no document, and still trace', async () => {
    const rum = start({ trackResources: false, allowedTracingUrls: [location.origin] });
    expect(await isTraced()).toBe(true);
    await eventually('the load of the document', async () => {
      dispatchEvent(new PageTransitionEvent('pagehide'));
      await rum.flush();
      return visits.page.sent.some((event) => event.type === 'view' && event.view.load_event);
    });
    expect(visits.page.sent.filter(({ type }) => type === 'resource')).toEqual([]);
  });

  it('are those that init leaves on', async () => {
    const rum = start({ trackErrors: false, telemetrySampleRate: 100 });
    dispatchEvent(new ErrorEvent('error', { error: new Error('not told'), cancelable: true }));
    await first(rum, 'telemetry', () => dispatchEvent(new PageTransitionEvent('pagehide')));
    expect(visits.messages()).toEqual([]);
  });
});

describe('collectors', () => {
  it('of the default list prefer the options that they are made with', async () => {
    visits.start({
      allowedTracingUrls: [location.origin],
      collectors: defaultCollectors({ allowedTracingUrls: [] }),
    });
    expect(await isTraced()).toBe(false);
  });

  it('that a page has left out stay out', async () => {
    const rum = visits.start({
      collectors: defaultCollectors().filter(({ name }) => name !== 'errors'),
    });
    dispatchEvent(new ErrorEvent('error', { error: new Error('not told'), cancelable: true }));
    await rum.flush();
    expect(visits.messages()).toEqual([]);
  });

  it('that are made without options have those of init', async () => {
    const collectors = [fetchRequests(), mine()];
    const rum = visits.start({ collectors, env: 'test', allowedTracingUrls: [location.origin] });
    expect(await isTraced()).toBe(true);
    await rum.flush();
    expect(visits.page.sent).toContainEqual(
      expect.objectContaining({ type: 'custom_mine', env: 'test' }),
    );
  });
});
