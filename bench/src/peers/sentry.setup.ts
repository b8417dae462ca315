import * as Sentry from '@sentry/browser';

const { host, protocol } = new URL(INTAKE);
Sentry.init({
  dsn: `${protocol}//00000000000000000000000000000000@${host}/1`,
  environment: 'prod',
  release: 'bench@1.0.0',
  integrations: [
    Sentry.browserTracingIntegration(),
    Sentry.captureConsoleIntegration({ levels: ['error'] }),
    ...(REPLAY ? [Sentry.replayIntegration()] : []),
  ],
  tracesSampleRate: 1,
  replaysSessionSampleRate: REPLAY ? 1 : 0,
});
globalThis.sdk = {
  addError: (error) => void Sentry.captureException(error),
  addEvent: (name) => void Sentry.captureMessage(name),
};
