/** What an event says under one key, as JSON; of an object that of each of its children. */
export type Section = string | ReadonlyMap<string, string>;

/** An event cut into its sections, each serialised once, so that what a batch shares is found by comparing strings. */
export type Sections = ReadonlyMap<string, Section>;

type Json = Record<string, unknown>;

/** A value's section; what JSON cannot hold is left out, as `JSON.stringify` would. */
export function sectionOf(value: unknown): Section | undefined {
  if (!isObject(value)) return JSON.stringify(value) as string | undefined;
  const children = new Map<string, string>();
  for (const [key, child] of Object.entries(value)) {
    const json = JSON.stringify(child) as string | undefined;
    if (json !== undefined) children.set(key, json);
  }
  return children;
}

/** Characters of a section's JSON, nearly. */
export function sizeOf(section: Section): number {
  if (typeof section === 'string') return section.length;
  let size = 0;
  for (const [key, json] of section) size += key.length + json.length;
  return size;
}

/** The sections, and of objects the children, that are the same in all events. */
export function sharedSections([first, ...rest]: readonly Sections[]): Sections {
  const shared = new Map<string, Section>();
  for (const [key, section] of first ?? []) {
    const others = rest.map((event) => event.get(key));
    if (others.every((other) => other === section)) shared.set(key, section);
    else if (typeof section !== 'string') {
      const children = Array.from(section).filter(([child, json]) =>
        others.every((other) => typeof other === 'object' && other.get(child) === json),
      );
      shared.set(key, new Map(children));
    }
  }
  return shared;
}

/** JSON of an event without what its batch shares. */
export function toJson(sections: Sections, shared?: Sections): string {
  const members: string[] = [];
  for (const [key, section] of sections) {
    const known = shared?.get(key);
    if (known === section) continue;
    const json = typeof section === 'string' ? section : objectOf(section, known);
    if (json) members.push(`${JSON.stringify(key)}:${json}`);
  }
  return `{${members.join()}}`;
}

function objectOf(children: ReadonlyMap<string, string>, known?: Section): string {
  const members: string[] = [];
  for (const [key, json] of children) {
    if (typeof known !== 'object' || !known.has(key))
      members.push(`${JSON.stringify(key)}:${json}`);
  }
  return members.length ? `{${members.join()}}` : '';
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
