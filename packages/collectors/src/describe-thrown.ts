import {
  attributeOf,
  cutText,
  getter,
  guard,
  ignore,
  isElement,
  kindOf,
  localNameOf,
  sanitize,
  stackOf,
  toJson,
} from '@firsthand/core';

const eventTarget = /* @__PURE__ */ getter(() => Event.prototype, 'target');
const eventType = /* @__PURE__ */ getter(() => Event.prototype, 'type');
const responseStatus = /* @__PURE__ */ getter(() => Response.prototype, 'status');
const responseUrl = /* @__PURE__ */ getter(() => Response.prototype, 'url');

const UNREADABLE = 'An error that cannot be read';

/** What was thrown, as text. */
export interface DescribedThrown {
  message: string;
  type?: string;
  stack?: string;
}

/** Also errors of other realms, and what libraries make like errors. */
export function isErrorLike(value: unknown): value is { message: unknown } & Partial<Error> {
  return (guard(() => typeof value === 'object' && 'message' in (value as object), ignore) ??
    false) as boolean;
}

/** An error's own message, type and stack; of anything else a message that says what it was. Never throws. */
export function describeThrown(thrown: unknown): DescribedThrown {
  return isErrorLike(thrown)
    ? describeError(thrown)
    : { message: guard(() => asText(thrown), ignore) ?? UNREADABLE };
}

function describeError(error: { message: unknown } & Partial<Error>): DescribedThrown {
  // Each may be a getter that throws.
  const message = guard(() => asText(error.message), ignore) ?? UNREADABLE;
  const type = guard(() => error.name && cutText(String(error.name)), ignore);
  const stack = guard(() => stackOf(error, type ? `${type}: ${message}` : message), ignore);
  return { message, ...(type && { type }), ...(stack && { stack: cutText(stack) }) };
}

function asText(value: unknown): string {
  if (typeof value === 'string') return cutText(value);
  if (Object(value) !== value) return String(value);
  return guard(() => textOfEvent(value as Event), ignore) ?? textOfObject(value as object);
}

/** What happened to what address: `error of script https://example.com/app.js`. */
function textOfEvent(event: Event): string {
  const type = eventType(event);
  const target = eventTarget(event);
  const address = isElement(target)
    ? `${localNameOf(target)} ${attributeOf(target, 'src') ?? attributeOf(target, 'href') ?? ''}`
    : `${kindOf(target)} ${(target as { url?: string } | null)?.url ?? ''}`;
  return `${type} of ${address}`.trim();
}

function textOfObject(value: object): string {
  return (
    guard(
      () => `Response ${responseStatus(value as Response)} ${responseUrl(value as Response)}`,
      ignore,
    ) ??
    guard(() => {
      const json = sanitize(value);
      if (typeof json === 'string') return json;
      // A class of its own says more by its name than by nothing.
      return toJson(json) === '{}' ? `[object ${kindOf(value)}]` : toJson(json);
    }, ignore) ??
    'A value that cannot be read'
  );
}
