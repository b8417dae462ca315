import { expect, it } from 'vitest';
import * as exported from '../src/index.js';

it('the package exports this, and no more', () => {
  expect(Object.keys(exported).toSorted()).toEqual([
    'createRum',
    'defaultCollectors',
    'defineCollector',
    'init',
    'rum',
  ]);
});

it('an instance has these methods, and no more', () => {
  expect(Object.keys(exported.createRum()).toSorted()).toMatchInlineSnapshot(`
    [
      "addAction",
      "addDurationVital",
      "addError",
      "addFeatureFlagEvaluation",
      "addTiming",
      "clearAccount",
      "clearGlobalContext",
      "clearUser",
      "destroy",
      "failOperation",
      "flush",
      "getAccount",
      "getGlobalContext",
      "getInitConfiguration",
      "getInternalContext",
      "getSessionId",
      "getSessionReplayLink",
      "getUser",
      "getViewContext",
      "init",
      "onReady",
      "onSessionChange",
      "removeAccountProperty",
      "removeGlobalContextProperty",
      "removeUserProperty",
      "setAccount",
      "setAccountProperty",
      "setGlobalContext",
      "setGlobalContextProperty",
      "setTrackingConsent",
      "setUser",
      "setUserProperty",
      "setViewContext",
      "setViewContextProperty",
      "setViewLoadingTime",
      "setViewName",
      "startAction",
      "startDurationVital",
      "startOperation",
      "startResource",
      "startSessionReplayRecording",
      "startView",
      "stopAction",
      "stopDurationVital",
      "stopResource",
      "stopSession",
      "stopSessionReplayRecording",
      "succeedOperation",
      "version",
    ]
  `);
});

it('the default collectors are named, so that a page may leave one out', () => {
  const named = (configuration?: Parameters<typeof exported.defaultCollectors>[0]) =>
    exported.defaultCollectors(configuration).map(({ name }) => name);
  expect(named()).toEqual([
    'errors',
    'console-errors',
    'reports',
    'fetch',
    'xhr',
    'resources',
    'actions',
    'web-vitals',
    'long-tasks',
    'navigation-timing',
    'loading-time',
    'scroll-depth',
    'page-states',
    'telemetry',
  ]);
  expect(
    named({
      trackErrors: false,
      trackResources: false,
      trackUserInteractions: false,
      trackWebVitals: false,
      trackLongTasks: false,
    }),
  ).toEqual(['navigation-timing', 'loading-time', 'scroll-depth', 'page-states', 'telemetry']);
  for (const option of [{ allowedTracingUrls: ['/'] }, { trackFailedRequests: true }])
    expect(named({ trackResources: false, ...option })).toEqual(
      named().filter((name) => name !== 'resources'),
    );
});
