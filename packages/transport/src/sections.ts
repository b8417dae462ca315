/**
 * An event cut into its sections, each serialised once: `key` of a plain value or list, `key.child` of an
 * object's children. Cut this way, what a batch shares is found by comparing strings.
 */
export type Sections = Map<string, string>;

type Json = Record<string, unknown>;

/** Splits an event; what JSON cannot hold is left out, as `JSON.stringify` would. */
export function toSections(event: object): Sections {
  const sections: Sections = new Map();
  for (const [key, value] of Object.entries(event)) {
    if (isObject(value)) {
      for (const [child, inner] of Object.entries(value))
        add(sections, sectionPath(key, child), inner);
    } else {
      add(sections, sectionPath(key), value);
    }
  }
  return sections;
}

/** Where a section is found: by the key of a plain value or list, or by that of an object and its child's. */
export function sectionPath(key: string, child?: string): string {
  const name = key.replaceAll(SEPARATOR, '');
  return child === undefined ? name : name + SEPARATOR + child.replaceAll(SEPARATOR, '');
}

/** Characters of an event's JSON, nearly. */
export function sizeOf(sections: Sections): number {
  let size = 0;
  for (const [path, json] of sections) size += path.length + json.length;
  return size;
}

/** The sections that are the same in all events. */
export function sharedSections(events: readonly Sections[]): Sections {
  const [first, ...rest] = events;
  return new Map(
    Array.from(first ?? []).filter(([path, json]) =>
      rest.every((event) => event.get(path) === json),
    ),
  );
}

/** JSON of an event without the sections that its batch shares. */
export function toJson(sections: Sections, shared?: Sections): string {
  const plain: string[] = [];
  const objects = new Map<string, string[]>();
  for (const [path, json] of sections) {
    if (shared?.has(path)) continue;
    const [key = '', child] = path.split(SEPARATOR);
    if (child === undefined) {
      plain.push(`${JSON.stringify(key)}:${json}`);
    } else {
      const members = objects.get(key) ?? [];
      members.push(`${JSON.stringify(child)}:${json}`);
      objects.set(key, members);
    }
  }
  const nested = Array.from(
    objects,
    ([key, members]) => `${JSON.stringify(key)}:{${members.join()}}`,
  );
  return `{${[...plain, ...nested].join()}}`;
}

/** Taken out of keys. */
const SEPARATOR = '\u0000';

function add(sections: Sections, path: string, value: unknown): void {
  const json = JSON.stringify(value) as string | undefined;
  if (json !== undefined) sections.set(path, json);
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
