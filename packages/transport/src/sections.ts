/**
 * What an event says under one key, as a member of its JSON (`"key":value`); of an object whose parts events may share
 * its own members by their keys.
 */
export type Section = string | ReadonlyMap<string, string>;

/** An event cut into its sections, each serialised once, so that what a batch shares is found by comparing strings. */
export type Sections = ReadonlyMap<string, Section>;

type Json = Record<string, unknown>;

/** A member of an object's JSON. */
export function memberOf(key: string, json: string): string {
  return `${JSON.stringify(key)}:${json}`;
}

/**
 * A value's section; what JSON cannot hold is left out, as `JSON.stringify` would.
 *
 * @param isWhole whether an object is not cut into its members
 */
export function sectionOf(key: string, value: unknown, isWhole: boolean): Section | undefined {
  if (isWhole || !isObject(value)) {
    const json = JSON.stringify(value) as string | undefined;
    return json && memberOf(key, json);
  }
  const members = new Map<string, string>();
  for (const child of Object.keys(value)) {
    const json = JSON.stringify(value[child]) as string | undefined;
    if (json !== undefined) members.set(child, memberOf(child, json));
  }
  return members;
}

/** Characters of a section, nearly. */
export function sizeOf(section: Section): number {
  if (typeof section === 'string') return section.length;
  let size = 0;
  for (const member of section.values()) size += member.length;
  return size;
}

/** The sections, and of objects the members, that are the same in all of them. */
export function commonOf(all: Iterable<Sections>): Sections {
  const [first = new Map<string, Section>(), ...rest] = new Set(all);
  if (!rest.length) return first;
  const common = new Map<string, Section>();
  for (const [key, section] of first) {
    const others = rest.map((sections) => sections.get(key));
    if (others.every((other) => other === section)) common.set(key, section);
    else if (typeof section !== 'string') {
      const members = Array.from(section).filter(([child, member]) =>
        others.every((other) => typeof other === 'object' && other.get(child) === member),
      );
      common.set(key, new Map(members));
    }
  }
  return common;
}

/** Members of JSON that `known` does not have, and that are not `replaced`. */
export function membersOf(sections: Sections, known?: Sections, replaced?: Sections): string[] {
  const members: string[] = [];
  if (sections === known) return members;
  for (const [key, section] of sections) {
    const there = known?.get(key);
    if (there === section || replaced?.has(key)) continue;
    if (typeof section === 'string') members.push(section);
    else {
      const inner: string[] = [];
      for (const [child, member] of section) {
        if (typeof there !== 'object' || there.get(child) !== member) inner.push(member);
      }
      if (inner.length) members.push(memberOf(key, objectOf(inner)));
    }
  }
  return members;
}

export function objectOf(members: readonly string[]): string {
  return `{${members.join()}}`;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
