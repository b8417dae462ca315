import type { ConfigInput } from './config.js';
import { createServer } from './server.js';

/** Runs the server until the process is told to end. */
export async function serve(config: ConfigInput): Promise<void> {
  const server = await createServer(config);
  const { url } = await server.listen();
  if (isPublic(config.host) && (config.rum?.allowOrigins ?? ['*']).includes('*')) {
    console.warn('Any origin may send to this public address: set rum.allowOrigins.');
  }
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= server.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  console.log(`Firsthand listens on ${url}`);
}

function isPublic(host = '127.0.0.1'): boolean {
  return !['127.0.0.1', 'localhost', '::1'].includes(host);
}
