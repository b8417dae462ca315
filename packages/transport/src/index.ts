export { createTransport, eraseUnsent, type TransportOptions } from './transport.js';
