import { defineConfig } from 'vitepress';

const page = (text: string, link: string) => ({ text, link: `/${link}` });

export default defineConfig({
  title: 'Firsthand',
  description: 'Real user monitoring that your team owns end to end',
  cleanUrls: true,
  lastUpdated: false,
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [page('Start', 'start'), page('Options', 'options'), page('API', 'api/')],
    sidebar: [
      {
        text: 'Start',
        items: [
          page('Five minutes', 'start'),
          page('React', 'react'),
          page('Vue', 'vue'),
          page('Script tag', 'script-tag'),
          page('Troubleshooting', 'troubleshooting'),
        ],
      },
      {
        text: 'Collect',
        items: [
          page('Options and methods', 'options'),
          page('Collectors', 'collectors'),
          page('Web vitals', 'vitals'),
          page('Session replay', 'session-replay'),
          page('Tracing', 'tracing'),
          page('Sampling in the back end', 'sampling'),
          page('Delivery', 'delivery'),
        ],
      },
      {
        text: 'Privacy',
        items: [
          page('Consent', 'consent'),
          page('… with CookieConsent', 'consent-orestbida'),
          page('… with Klaro', 'consent-klaro'),
          page('… with Osano', 'consent-osano'),
          page('… with OneTrust', 'consent-onetrust'),
          page('… with Cookiebot', 'consent-cookiebot'),
          page('… with IAB TCF', 'consent-tcf'),
          page('… with Google Consent Mode', 'consent-google-consent-mode'),
          page('Masking and scrubbing', 'masking'),
          page('What is collected', 'privacy'),
        ],
      },
      {
        text: 'Server',
        items: [
          page('Server', 'server'),
          page('Filters and questions', 'query'),
          page('Fields', 'fields'),
          page('What one server takes', 'scale'),
          page('Watching replays', 'replays'),
        ],
      },
      {
        text: 'Move over from',
        items: [
          page('Datadog', 'migrate-from-datadog'),
          page('Sentry', 'migrate-from-sentry'),
          page('Grafana Faro', 'migrate-from-faro'),
          page('Elastic', 'migrate-from-elastic'),
          page('Guance', 'migrate-from-guance'),
        ],
      },
      { text: 'API reference', link: '/api/' },
    ],
  },
});
