import { readFileSync } from 'node:fs';
import { bundle } from '../bundle.js';

/** A consent tool, and what a person does with it. Scripts run in the page. */
interface ConsentTool {
  /** Its page in the documentation, by whose code a page has it. */
  docs: string;
  /** Scripts of the page's own, before that code and after it. */
  head?: () => Promise<string>;
  start?: string;
  accept: string;
  reject: string;
  /** Allows measuring, and no name. A tool with one answer for all has none. */
  measureOnly?: string;
}

const choose = (choices: string) =>
  `{ const manager = klaro.getManager(klaroConfig); ${choices}; manager.saveAndApplyConsents(); }`;

const answer = (analytics: string, personalization = analytics) => {
  const states = `{ analytics_storage: '${analytics}', personalization_storage: '${personalization}' }`;
  return `gtag('consent', 'update', ${states}); localStorage.setItem('answer', JSON.stringify(${states}))`;
};

export const CONSENT_TOOLS: Record<string, ConsentTool> = {
  'orestbida CookieConsent': {
    docs: 'orestbida',
    accept: "CookieConsent.acceptCategory('all')",
    reject: 'CookieConsent.acceptCategory([])',
    measureOnly: "CookieConsent.acceptCategory(['analytics'])",
  },
  Klaro: {
    docs: 'klaro',
    accept: choose('manager.changeAll(true)'),
    reject: choose('manager.changeAll(false)'),
    measureOnly: choose("manager.changeAll(false); manager.updateConsent('firsthand', true)"),
  },
  'Osano Cookie Consent': {
    docs: 'osano',
    accept: "banner.setStatus('allow')",
    reject: "banner.setStatus('deny')",
  },
  'IAB TCF': {
    docs: 'tcf',
    head: async () => inline(await bundle('tcf')),
    start: 'PAGE.start();',
    accept: 'PAGE.choose([1, 8, 9, 10])',
    reject: 'PAGE.choose([])',
    measureOnly: 'PAGE.choose([1, 8])',
  },
  'gtag data layer': {
    docs: 'google-consent-mode',
    start: "if (localStorage.answer) gtag('consent', 'update', JSON.parse(localStorage.answer));",
    accept: answer('granted'),
    reject: answer('denied'),
    measureOnly: answer('granted', 'denied'),
  },
};

/** Files of packages, whatever these export. */
export const TOOL_FILES: Record<string, string> = {
  '/cookieconsent.umd.js': 'node_modules/vanilla-cookieconsent/dist/cookieconsent.umd.js',
  '/klaro.js': 'node_modules/klaro/dist/klaro-no-css.js',
  '/cookieconsent.min.js': 'node_modules/cookieconsent/build/cookieconsent.min.js',
};

/** A page with a tool as the documentation has it. */
export async function pageWith({ docs, head, start = '' }: ConsentTool, applicationId: string) {
  const options = {
    applicationId,
    trackingConsent: 'pending',
    allowedTracingUrls: ['/api/'],
    storeContextsAcrossPages: true,
    trackAnonymousUser: true,
  };
  const code = documented(docs)
    .replaceAll('src="/firsthand-', 'src="/sdk/firsthand-')
    .replace("{ applicationId: 'my_app', trackingConsent: 'pending' }", JSON.stringify(options))
    // It takes a browser that is driven for a robot.
    .replace('CookieConsent.run({', 'CookieConsent.run({ hideFromBots: false,');
  return `<!doctype html><meta charset="utf-8"><title>Page</title><body><h1>Page</h1>${(await head?.()) ?? ''}
    ${code} ${inline(`FIRSTHAND.rum.setUser({ id: 'ann' }); ${start}`)}`;
}

function documented(name: string): string {
  const file = new URL(`../../docs/consent-${name}.md`, import.meta.url);
  const [, html = ''] = /```html\n([\s\S]*?)```/.exec(readFileSync(file, 'utf8')) ?? [];
  return html;
}

function inline(script: string): string {
  return `<script>${script.replaceAll('</', String.raw`<\/`)}</script>`;
}
