import { BrowserAgent } from '@newrelic/browser-agent/loaders/browser-agent';

const { host } = new URL(INTAKE);
const agent = new BrowserAgent({
  info: {
    beacon: host,
    errorBeacon: host,
    licenseKey: 'NRJS-0000000000000000000',
    applicationID: '1',
  },
  loader_config: {
    accountID: '1',
    trustKey: '1',
    agentID: '1',
    licenseKey: 'NRJS-0000000000000000000',
    applicationID: '1',
  },
  init: {
    distributed_tracing: { enabled: true },
    performance: { resources: { enabled: true } },
    // The intake of this bench has no TLS.
    ssl: false,
    ...(REPLAY && { session_replay: { enabled: true, sampling_rate: 100 } }),
  },
});
globalThis.sdk = {
  addError: (error) => agent.noticeError(error as Error),
  addEvent: (name) => agent.addPageAction(name),
};
