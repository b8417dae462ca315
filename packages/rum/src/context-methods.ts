import type { Attributes, Contexts } from '@firsthand/core';

/** Who a user is; any further attributes ride along. `id`, `name` and `email` become texts. */
export interface User extends Attributes {
  id?: string;
  name?: string;
  email?: string;
}

/** To which customer a user belongs. Without an `id` it is left out. */
export interface Account extends Attributes {
  id: string;
  name?: string;
}

/**
 * What is known beside an event. Attributes are copied when they are given and ride on every event from then on,
 * also when they are set before `init`; events of an earlier time keep the earlier ones.
 */
export interface ContextMethods {
  setGlobalContext(context: Attributes): void;
  /** A copy. */
  getGlobalContext(): Attributes;
  setGlobalContextProperty(key: string, value: unknown): void;
  removeGlobalContextProperty(key: string): void;
  clearGlobalContext(): void;
  setUser(user: User): void;
  /** A copy. */
  getUser(): User;
  setUserProperty(key: string, value: unknown): void;
  removeUserProperty(key: string): void;
  clearUser(): void;
  setAccount(account: Account): void;
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
