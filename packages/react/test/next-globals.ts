/** What Next.js's bundler would have replaced: imported before Next.js. */
Object.assign(globalThis, { process: { env: {} } });
