import { runWithNuxtContext } from '@nuxt/kit';
import { expect, it } from 'vitest';
import firsthand from '../src/nuxt.js';

it('the module adds a client plugin and makes its options a part of the runtime configuration', async () => {
  const nuxt = {
    options: {
      firsthand: { applicationId: 'shop', env: 'test' },
      runtimeConfig: { public: {} as Record<string, unknown> },
      plugins: [] as { src: string; mode: string }[],
      build: { templates: [] as { filename: string; getContents: () => string }[] },
      buildDir: '/app/.nuxt',
    },
    hooks: {},
    hook: () => {},
    callHook: () => {},
    _version: '4.0.0',
  };
  await runWithNuxtContext(nuxt as never, () =>
    firsthand.call(undefined as never, {}, nuxt as never),
  );
  expect(nuxt.options.runtimeConfig.public).toEqual({
    firsthand: { applicationId: 'shop', env: 'test' },
  });
  expect(nuxt.options.plugins).toMatchObject([
    { src: expect.stringContaining('firsthand.client.mjs'), mode: 'client' },
  ]);
  expect(nuxt.options.build.templates[0]?.getContents()).toContain('@firsthand/vue/nuxt-plugin');
});
