export type { Config, ConfigInput } from './config.js';
export { createServer, type Server } from './server.js';
