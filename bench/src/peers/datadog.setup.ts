import { datadogRum } from '@datadog/browser-rum';

datadogRum.init({
  applicationId: '00000000-0000-4000-8000-000000000000',
  clientToken: 'pub00000000000000000000000000000000',
  site: 'datadoghq.com',
  service: 'bench',
  env: 'prod',
  version: '1.0.0',
  sessionSampleRate: 100,
  sessionReplaySampleRate: REPLAY ? 100 : 0,
  allowedTracingUrls: [location.origin],
  proxy: `${INTAKE}/datadog`,
  // Without a proxy it is on by default, and fewer bytes are sent.
  betaEnableViewUpdates: true,
});
globalThis.sdk = {
  addError: (error) => datadogRum.addError(error),
  addEvent: (name) => datadogRum.addAction(name),
};
