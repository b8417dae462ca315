export { createTransport, type TransportOptions } from './transport.js';
