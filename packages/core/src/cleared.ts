declare const cleared: unique symbol;

/**
 * An event that may leave the browser. Only the gate of `@firsthand/privacy` makes one; transport takes
 * nothing else.
 */
export type Cleared<T> = T & { readonly [cleared]: true };
