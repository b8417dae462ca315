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
      "addError",
      "addFeatureFlagEvaluation",
      "addTiming",
      "clearAccount",
      "clearGlobalContext",
      "clearUser",
      "destroy",
      "flush",
      "getAccount",
      "getGlobalContext",
      "getInitConfiguration",
      "getSessionId",
      "getUser",
      "getViewContext",
      "init",
      "onSessionChange",
      "removeAccountProperty",
      "removeGlobalContextProperty",
      "removeUserProperty",
      "setAccount",
      "setAccountProperty",
      "setGlobalContext",
      "setGlobalContextProperty",
      "setUser",
      "setUserProperty",
      "setViewContext",
      "setViewContextProperty",
      "setViewLoadingTime",
      "setViewName",
      "startView",
      "stopSession",
      "version",
    ]
  `);
});
