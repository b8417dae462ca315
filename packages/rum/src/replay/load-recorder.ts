/** Loads the recorder as a chunk of its own. */
export const loadRecorder = () => import('@firsthand/replay');
