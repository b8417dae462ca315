import {
  AwsRum,
  DomEventPlugin,
  FetchPlugin,
  JsErrorPlugin,
  NavigationPlugin,
  ResourcePlugin,
  RRWebPlugin,
  WebVitalsPlugin,
  XhrPlugin,
} from '@aws-rum/web-slim';

// The smaller of its two packages: the other loads the recorder whether it is wanted or not.
const http = { recordAllRequests: true, addXRayTraceIdHeader: true };
const rum = new AwsRum('00000000-0000-4000-8000-000000000000', '1.0.0', 'us-east-1', {
  sessionSampleRate: 1,
  // No limit: by default it stops at 200 events a session, and at 10 pictures a page.
  sessionEventLimit: 0,
  endpoint: `${INTAKE}/aws`,
  allowCookies: true,
  cookieAttributes: { secure: false },
  enableXRay: true,
  eventPluginsToLoad: [
    new JsErrorPlugin(),
    new NavigationPlugin(),
    new ResourcePlugin({ eventLimit: Infinity }),
    new WebVitalsPlugin(),
    new XhrPlugin(http),
    new FetchPlugin(http),
    new DomEventPlugin({
      events: [{ event: 'click', element: document as unknown as HTMLElement }],
    }),
    ...(REPLAY ? [new RRWebPlugin({ additionalSampleRate: 1 })] : []),
  ],
});
globalThis.sdk = {
  addError: (error) => rum.recordError(error),
  addEvent: (name) => rum.recordEvent(name, {}),
};
