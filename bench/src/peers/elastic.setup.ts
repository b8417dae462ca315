import { init as initApm } from '@elastic/apm-rum';

const apm = initApm({
  serviceName: 'bench',
  serviceVersion: '1.0.0',
  environment: 'prod',
  serverUrl: `${INTAKE}/elastic`,
});
globalThis.sdk = {
  addError: (error) => apm.captureError(error as Error),
  // It has no custom events: a transaction without spans, or of no duration, is not sent.
  addEvent: (name) => apm.captureError(new Error(name)),
};
