import { rum as pageRum, type Rum } from '@firsthand/rum';
import { hasInjectionContext, inject, type InjectionKey } from 'vue';

export const RUM: InjectionKey<Rum> = /* @__PURE__ */ Symbol('firsthand');

/** The instance of the app's `vuePlugin`, else the page's default one. */
export function useRum(): Rum {
  return hasInjectionContext() ? inject(RUM, pageRum) : pageRum;
}
