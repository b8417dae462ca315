export { startRecording, type Recording, type RecordingParts } from './recording.js';
export type { Mode } from './run.js';
