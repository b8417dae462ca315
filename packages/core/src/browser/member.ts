/*
 * Members of platform objects, taken from their prototypes: what a page gives an object of its own, such as a form control
 * named `id`, is not taken for them. Each throws for an object of another kind.
 */

type Method = (...args: never[]) => unknown;

/** A method, to be called with the object first. @param holder where it is: asked when it is first needed */
export function method<Owner extends object, Key extends keyof Owner>(
  holder: () => Owner,
  key: Key,
) {
  let found: unknown;
  return (owner: Owner, ...args: Owner[Key] extends Method ? Parameters<Owner[Key]> : never) => {
    found ??= memberOf(holder(), key)?.value;
    return Reflect.apply(found as Method, owner, args) as Owner[Key] extends Method
      ? ReturnType<Owner[Key]>
      : never;
  };
}

/** A property, read from the object that is given. @param holder where it is: asked when it is first needed */
export function getter<Owner extends object, Key extends keyof Owner>(
  holder: () => Owner,
  key: Key,
) {
  let found: (() => unknown) | undefined;
  return (owner: Owner): Owner[Key] => {
    found ??= memberOf(holder(), key)?.get;
    return Reflect.apply(found as () => unknown, owner, []) as Owner[Key];
  };
}

/** Any member of an object's prototypes; a method without its object. */
export function read<Owner extends object, Key extends keyof Owner>(
  owner: Owner,
  key: Key,
): Owner[Key] {
  const member = memberOf(Reflect.getPrototypeOf(owner), key);
  return (member?.get ? Reflect.apply(member.get, owner, []) : member?.value) as Owner[Key];
}

/** What an object has or inherits under a key. */
export function memberOf(holder: object | null, key: PropertyKey): PropertyDescriptor | undefined {
  for (; holder; holder = Reflect.getPrototypeOf(holder)) {
    const member = Reflect.getOwnPropertyDescriptor(holder, key);
    if (member) return member;
  }
  return undefined;
}
