import { init } from '@firsthand/rum';
import { vuePlugin } from '@firsthand/vue';

export const monitoring = vuePlugin({ router: true });

init({
  applicationId: 'vue',
  env: 'demo',
  version: '1.0.0',
  defaultPrivacyLevel: 'mask-user-input',
  plugins: [monitoring],
});
