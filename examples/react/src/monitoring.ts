import { reactPlugin } from '@firsthand/react';
import { init } from '@firsthand/rum';

init({
  applicationId: 'react',
  env: 'demo',
  version: '1.0.0',
  defaultPrivacyLevel: 'mask-user-input',
  plugins: [reactPlugin({ router: true })],
});
