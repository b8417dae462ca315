import { posthog } from 'posthog-js';

posthog.init('phc_00000000000000000000000000000000', {
  api_host: `${INTAKE}/posthog`,
  defaults: 'latest',
  capture_exceptions: {
    capture_unhandled_errors: true,
    capture_unhandled_rejections: true,
    capture_console_errors: true,
  },
  capture_performance: { web_vitals: true, network_timing: true },
  tracing_headers: [location.hostname],
  // It takes a headless browser for a bot.
  opt_out_useragent_filter: true,
  disable_session_recording: !REPLAY,
});
globalThis.sdk = {
  addError: (error) => void posthog.captureException(error),
  addEvent: (name) => void posthog.capture(name),
};
