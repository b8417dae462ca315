export { init } from '@firsthand/rum';
