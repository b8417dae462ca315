import type { ErrorDetails, Rum } from '@firsthand/rum';
import type { ComponentPublicInstance } from 'vue';

/** What Vue says of an error. */
export interface ComponentFailure {
  instance: ComponentPublicInstance | null;
  /** What threw: a lifecycle hook, a watcher, an event handler; in production, an address with its code. */
  info: string;
}

/** Reports what nothing of the page caught, with the components in which it happened. */
export function addComponentError(
  rum: Rum,
  error: unknown,
  { instance, info }: ComponentFailure,
): void {
  rum.addError(
    error,
    { lifecycleHook: info.replace(/^.*#/, '') },
    { source: 'source', handling: 'unhandled', ...componentStackOf(instance) },
  );
}

/** A line each, innermost first. */
function componentStackOf(instance: ComponentPublicInstance | null): ErrorDetails {
  const names: string[] = [];
  for (let each = instance; each; each = each.$parent) names.push(`at ${nameOf(each)}`);
  return names.length ? { component_stack: names.join('\n') } : {};
}

function nameOf({ $options }: ComponentPublicInstance): string {
  // What compilers leave on a component that has no name of its own.
  const { name, __name, __file } = $options as { name?: string; __name?: string; __file?: string };
  return name ?? __name ?? __file?.replace(/^.*\/|\.\w+$/g, '') ?? 'Anonymous';
}
