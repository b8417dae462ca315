import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** What the built packages do on a server that renders with them: all entry points are imported and used. */
const script = `
  const names = () => Object.getOwnPropertyNames(globalThis);
  let requests = 0;
  globalThis.fetch = async () => { requests += 1; };
  const values = () => [fetch, setTimeout, Promise, EventTarget.prototype.addEventListener, console.error];
  const { createSSRApp, h } = await import('vue');
  const { renderToString } = await import('@vue/server-renderer');
  const { createMemoryHistory, createRouter, RouterView } = await import('vue-router');
  // Leaves a global of its own.
  createSSRApp({});
  const before = new Set([...names(), ...values()]);

  const { init } = await import('@firsthand/rum');
  const { RumProfiler, useRum, vuePlugin } = await import('@firsthand/vue');
  const { followRouter } = await import('@firsthand/vue/vue-router');
  await import('@firsthand/vue/nuxt-plugin');
  const plugin = vuePlugin({ router: true });
  init({ applicationId: 'app', plugins: [plugin] });

  const Child = { setup: () => useRum() && (() => h('p', 'shown')) };
  const Page = { render: () => h(RumProfiler, { name: 'page' }, () => h(Child)) };
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: Page }] });
  const app = createSSRApp(RouterView).use(plugin).use(followRouter(router));
  const handler = app.config.errorHandler;
  await router.push('/');

  console.log(JSON.stringify({
    html: await renderToString(app),
    hasHandler: handler !== undefined,
    changes: [...names(), ...values()].filter((value) => !before.has(value)).map(String),
    requests,
  }));`;

it('rendering on a server shows the children, changes no global and sends nothing', () => {
  const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
  });
  expect(JSON.parse(answer)).toEqual({
    html: expect.stringContaining('<p>shown</p>'),
    hasHandler: false,
    changes: [],
    requests: 0,
  });
});
