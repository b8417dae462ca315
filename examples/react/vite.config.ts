import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const proxy = { '/rum': process.env['FIRSTHAND_URL'] ?? 'http://127.0.0.1:4400' };

export default defineConfig({
  plugins: [react()],
  server: { proxy },
  preview: { host: '127.0.0.1', port: Number(process.env['PORT'] ?? 4500), proxy },
});
