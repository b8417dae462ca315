import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const proxy = { '/rum': process.env['FIRSTHAND_URL'] ?? 'http://127.0.0.1:4400' };

export default defineConfig({
  plugins: [vue()],
  server: { proxy },
  preview: { host: '127.0.0.1', port: Number(process.env['PORT'] ?? 4500), proxy },
});
