/**
 * Node's own threads write files, inflate bodies and wait for the store's answers. There are four, so that four slow questions
 * would keep every batch from the disk. Node 20 has begun them before this runs: there the operator sets it.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '16';
