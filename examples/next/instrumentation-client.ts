import { reactPlugin } from '@firsthand/react';
import { init } from '@firsthand/rum';

init({
  applicationId: 'next',
  env: 'demo',
  version: '1.0.0',
  defaultPrivacyLevel: 'mask-user-input',
  plugins: [reactPlugin({ router: true })],
});

export { onRouterTransitionStart } from '@firsthand/react/next-app';
