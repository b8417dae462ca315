import { toJson as jsonOf } from '@firsthand/core';

/**
 * What an event says under one key, as a member of its JSON (`"key":value`); of an object its own members by their keys.
 */
type Section = string | ReadonlyMap<string, string>;

/** An object cut into its sections, each serialised once, so that what a batch shares is found by comparing strings. */
export type Sections = ReadonlyMap<string, Section>;

type Json = Record<string, unknown>;

/** A member of an object's JSON. */
export function memberOf(key: string, json: string): string {
  return `${jsonOf(key)}:${json}`;
}

/** The members of an object's JSON. */
export function membersOf(object: object): string {
  return jsonOf(object).slice(1, -1);
}

/** What JSON cannot hold is left out, as `JSON.stringify` would. */
export function sectionsOf(object: object): Sections {
  const sections = new Map<string, Section>();
  for (const [key, value] of Object.entries(object)) {
    if (isObject(value)) sections.set(key, cut(value));
    else {
      const json = jsonOf(value);
      if (json !== undefined) sections.set(key, memberOf(key, json));
    }
  }
  return sections;
}

function cut(object: object): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  for (const [key, value] of Object.entries(object)) {
    const json = jsonOf(value);
    if (json !== undefined) members.set(key, memberOf(key, json));
  }
  return members;
}

/** Characters of sections, nearly. */
export function sizeOf(sections: Sections): number {
  let size = 0;
  for (const section of sections.values())
    size += typeof section === 'string' ? section.length : sizeOf(section);
  return size;
}

/** The sections, and of objects the members, that are the same in all of them. */
export function commonOf(all: readonly Sections[]): Sections {
  const [first = new Map<string, Section>(), ...rest] = new Set(all);
  if (!rest.length) return first;
  const common = new Map<string, Section>();
  for (const [key, section] of first) {
    const others = rest.map((sections) => sections.get(key));
    if (others.every((other) => other === section)) common.set(key, section);
    else if (typeof section !== 'string') {
      const members = [...section].filter(([child, member]) =>
        others.every((other) => typeof other === 'object' && other.get(child) === member),
      );
      common.set(key, new Map(members));
    }
  }
  return common;
}

/** JSON of sections without what is `common` to all; `own` members take the place of those that are `replaced`. */
export function toJson(
  sections: Sections,
  { common, own, replaced }: { common?: Sections; own?: string; replaced?: readonly string[] } = {},
): string {
  const members = own ? [own] : [];
  if (sections !== common) {
    for (const [key, section] of sections) {
      const known = common?.get(key);
      if (known === section || replaced?.includes(key)) continue;
      const member = typeof section === 'string' ? section : rest(key, section, known);
      if (member) members.push(member);
    }
  }
  return `{${members.join()}}`;
}

function rest(key: string, members: ReadonlyMap<string, string>, known?: Section): string {
  const own: string[] = [];
  for (const [child, member] of members) {
    if (typeof known !== 'object' || !known.has(child)) own.push(member);
  }
  return own.length ? memberOf(key, `{${own.join()}}`) : '';
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
