import { latePart, type LatePart } from './late-part.js';

export type Slim = typeof import('./slim.js');
export type Whole = typeof import('./whole.js');

export const slim: LatePart<Slim> = /* @__PURE__ */ latePart(() => import('./slim.js'));
export const whole: LatePart<Whole> = /* @__PURE__ */ latePart(() => import('./whole.js'));
