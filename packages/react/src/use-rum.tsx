import { rum as pageRum, type Rum } from '@firsthand/rum';
import { createContext, useContext, type ReactNode } from 'react';

export const RumContext = /* @__PURE__ */ createContext(pageRum);

/** Has everything below it use another instance than the page's default one. */
export function RumProvider({ rum, children }: { rum: Rum; children?: ReactNode }): ReactNode {
  return <RumContext.Provider value={rum}>{children}</RumContext.Provider>;
}

/** The instance of the nearest `RumProvider`, else the page's default one. */
export function useRum(): Rum {
  return useContext(RumContext);
}
