import type { RumConfiguration } from '@firsthand/rum';
import { addPluginTemplate, defineNuxtModule } from '@nuxt/kit';
import type { NuxtModule } from '@nuxt/schema';

/** What of the options of `init` can be written as JSON. At run time `NUXT_PUBLIC_FIRSTHAND_…` overrides them. */
export type FirsthandOptions = Partial<RumConfiguration>;

/** `modules: ['@firsthand/vue/nuxt'], firsthand: { applicationId: 'shop' }` */
const firsthand: NuxtModule<FirsthandOptions> = defineNuxtModule<FirsthandOptions>({
  meta: { name: '@firsthand/vue', configKey: 'firsthand', compatibility: { nuxt: '>=3.10' } },
  setup(options, nuxt) {
    nuxt.options.runtimeConfig.public['firsthand'] = options as Record<string, unknown>;
    addPluginTemplate({
      filename: 'firsthand.client.mjs',
      mode: 'client',
      getContents: () => `import { defineNuxtPlugin } from '#app';
import { startInNuxt } from '@firsthand/vue/nuxt-plugin';

export default defineNuxtPlugin({
  name: 'firsthand',
  setup: (nuxtApp) => startInNuxt(nuxtApp, nuxtApp.$config.public.firsthand),
});
`,
    });
  },
});

export default firsthand;
