import { completeConfig, type ConfigInput } from './config.js';
import { createServer } from './server.js';
import { warningsAbout } from './warnings.js';

/** Runs the server until the process is told to end. */
export async function serve(config: ConfigInput): Promise<void> {
  const server = await createServer(config);
  const { url, consoleUrl } = await server.listen();
  for (const warning of warningsAbout(completeConfig(config))) console.warn(warning);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= server.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  console.log(`Firsthand listens on ${url}`);
  if (completeConfig(config).console.enabled) console.log(`Console: ${consoleUrl}`);
}
