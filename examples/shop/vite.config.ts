import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { shopApi } from './server/shop-api.js';

/** The page's own origin passes `/rum` on to Firsthand: first party, no CORS, nothing to allow. */
const proxy = { '/rum': process.env['FIRSTHAND_URL'] ?? 'http://127.0.0.1:4400' };

export default defineConfig({
  plugins: [react(), shopApi()],
  server: { proxy },
  preview: { host: '127.0.0.1', port: Number(process.env['PORT'] ?? 4500), proxy },
});
