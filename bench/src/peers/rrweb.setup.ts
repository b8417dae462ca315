import { record } from '@rrweb/record';

/** Recorded and let go: what recording itself costs. */
record({ emit() {} });
