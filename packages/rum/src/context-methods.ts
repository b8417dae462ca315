import type { Attributes, Contexts } from '@firsthand/core';

/** Who a user is; any further attributes ride along. `id`, `name` and `email` become texts. */
export interface User extends Attributes {
  id?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
}

/** To which customer a user belongs. Without an `id` it is left out. */
export interface Account extends Attributes {
  id: string;
  name?: string | undefined;
}

/** Without further attributes: those of an interface or a class are no `Attributes`. */
type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] };

/**
 * What is known beside an event. Attributes are copied when they are given and ride on every event from then on,
 * also when they are set before `init`; events of an earlier time keep the earlier ones.
 */
export interface ContextMethods {
  setGlobalContext(context: object): void;
  /** A copy. */
  getGlobalContext(): Attributes;
  setGlobalContextProperty(key: string, value: unknown): void;
  removeGlobalContextProperty(key: string): void;
  clearGlobalContext(): void;
  setUser<T extends object>(user: T & Known<User>): void;
  /** A copy. */
  getUser(): User;
  setUserProperty(key: string, value: unknown): void;
  removeUserProperty(key: string): void;
  clearUser(): void;
  setAccount<T extends object>(account: T & Known<Account>): void;
  /** A copy. */
  getAccount(): Partial<Account>;
  setAccountProperty(key: string, value: unknown): void;
  removeAccountProperty(key: string): void;
  clearAccount(): void;
}

export function contextMethods({ global, user, account }: Contexts): ContextMethods {
  return {
    setGlobalContext: global.set,
    getGlobalContext: global.get,
    setGlobalContextProperty: global.setProperty,
    removeGlobalContextProperty: global.removeProperty,
    clearGlobalContext: global.clear,
    setUser: user.set,
    getUser: user.get,
    setUserProperty: user.setProperty,
    removeUserProperty: user.removeProperty,
    clearUser: user.clear,
    setAccount: account.set,
    getAccount: account.get,
    setAccountProperty: account.setProperty,
    removeAccountProperty: account.removeProperty,
    clearAccount: account.clear,
  };
}
