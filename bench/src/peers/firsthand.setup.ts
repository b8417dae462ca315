import { init, rum } from '@firsthand/rum';

init({
  applicationId: 'bench',
  env: 'prod',
  version: '1.0.0',
  endpoint: `${INTAKE}/rum`,
  allowedTracingUrls: [location.origin],
  sessionReplaySampleRate: REPLAY ? 100 : 0,
});
globalThis.sdk = { addError: rum.addError, addEvent: (name) => rum.addAction(name) };
