import { ReplayInstrumentation } from '@grafana/faro-instrumentation-replay';
import { getWebInstrumentations, initializeFaro } from '@grafana/faro-web-sdk';
import { TracingInstrumentation } from '@grafana/faro-web-tracing';

const { api } = initializeFaro({
  url: `${INTAKE}/faro/collect`,
  app: { name: 'bench', version: '1.0.0', environment: 'prod' },
  instrumentations: [
    ...getWebInstrumentations(),
    new TracingInstrumentation(),
    ...(REPLAY ? [new ReplayInstrumentation()] : []),
  ],
  trackResources: true,
});
globalThis.sdk = {
  addError: (error) => api.pushError(error as Error),
  addEvent: (name) => api.pushEvent(name),
};
