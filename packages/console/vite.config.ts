import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const server = 'http://127.0.0.1:4400';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@firsthand/source', ...defaultClientConditions] },
  server: { proxy: { '/api': server, '/rum': server } },
  // Into the server's build: one process serves intake, API and console.
  build: {
    outDir: '../server/dist/console',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1_200,
    // The first browsers with light-dark(): https://caniuse.com/mdn-css_types_color_light-dark
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
});
