type Json = Record<string, unknown>;

/** What the page gives on its own account has whatever members it likes. */
const GIVEN = ['context', 'feature_flags', 'usr', 'account'];
/** Without these the intake refuses an event. */
const REQUIRED =
  /^(?:application|session|view|id|type|source|date|url|message|duration|count|name|is_active|.+_(?:type|spent|version))$/;
/** Made by us: nothing is to be hidden in them. */
const OURS = /^(?:id|source|(?:.+_)?type)$/;

/**
 * Brings an event that `beforeSend` has edited back into the shape that it had, since the intake takes an event as a whole or
 * not at all. What is removed and must be there is empty instead. What is of another kind becomes a text where it was one; a
 * list goes, and anything else is what it was.
 *
 * @param original the event before it was scrubbed: of its texts only ids and types come back, and of its lists none
 */
export function bringInShape(edited: Json, original: Json): void {
  for (const key of GIVEN) if (!isObject(edited[key])) Reflect.deleteProperty(edited, key);
  bringMembers(edited, original, original['type']);
}

function bringMembers(edited: Json, original: Json, own?: unknown): void {
  for (const key of new Set([...Object.keys(original), ...Object.keys(edited)])) {
    if (GIVEN.includes(key)) continue;
    const [value, was] = [edited[key], original[key]];
    const isRequired = key === own || REQUIRED.test(key);
    const isLeft = (value ?? (isRequired ? was : null)) === null;
    const brought = isLeft ? undefined : inShape(value, was, !OURS.test(key));
    if (brought === undefined) Reflect.deleteProperty(edited, key);
    else if (brought !== value) edited[key] = brought;
  }
}

/** @param isTheirs whether a text may be one that is to be hidden */
function inShape(value: unknown, was: unknown, isTheirs: boolean): unknown {
  if (isObject(was)) {
    const part = isObject(value) ? value : {};
    bringMembers(part, was);
    return part;
  }
  if (was === undefined || isSameKind(value, was)) return value;
  if (Array.isArray(was)) return undefined;
  return isTheirs && typeof was === 'string' ? String(value ?? '') : was;
}

function isSameKind(one: unknown, other: unknown): boolean {
  return (
    typeof one === typeof other &&
    Array.isArray(one) === Array.isArray(other) &&
    (typeof one !== 'number' || Number.isFinite(one))
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
