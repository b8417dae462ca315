type Json = Record<string, unknown>;

/**
 * Completes an event with what its batch shares. A key that only `shared` has is taken over; where both
 * hold an object, the objects are joined one level deep; otherwise the event's own value stands.
 */
export function expand(shared: Json, event: Json): Json {
  const complete: Json = { ...shared, ...event };
  for (const [key, value] of Object.entries(event)) {
    const base = Object.hasOwn(shared, key) ? shared[key] : undefined;
    if (isObject(value) && isObject(base)) complete[key] = { ...base, ...value };
  }
  return complete;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
