import { init } from '@firsthand/rum';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { Shop } from './Shop.js';

init({
  applicationId: 'shop',
  env: 'demo',
  version: '1.0.0',
  defaultPrivacyLevel: 'mask-user-input',
});

const root = document.getElementById('shop');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <BrowserRouter>
        <Shop />
      </BrowserRouter>
    </StrictMode>,
  );
}
