import {
  complete,
  MAX_TEXT,
  inheritedBy,
  onceOf,
  readEntries,
  sanitize,
  toJson,
  type Budget,
  type Json,
} from '@firsthand/core';
import { LIMITS } from '@firsthand/protocol/limits';
import { isObject, memberOf, membersOf, sectionsOf, sizeOf, type Sections } from './sections.js';

const { maxBytes, maxAttributes, maxDepth, maxName } = LIMITS.event;

/** What the page says on its own account gives way first; an event's own data and these come first. */
const PAGES_OWN = new Set(['context', 'feature_flags', 'usr', 'account']);
const COMMON = new Set(
  'type,date,source,application,session,view,service,env,version,device,display,_dd'.split(','),
);
/** A part of more than this comes after all smaller ones. */
const SMALL: Room = { attributes: 50, bytes: 10_000 };
/** No more parts of an event are looked at. */
const MAX_PARTS = 2 * maxAttributes;
/** How many trimmed parts are named on the event, and how much of each path. */
const NAMED = { parts: 20, length: 100 };
/** Bytes of UTF-8 that a character of JSON may take. */
const MAX_CHARACTER_BYTES = 3;

/** An event as JSON, within the limits of the wire. */
interface Limited {
  /** What other events may say as well. */
  shared: Sections;
  /** Further members of its JSON. */
  own: string;
  /** Keys that both have: its own stand. */
  replaced: readonly string[];
  /** Characters, nearly. */
  size: number;
  /** Paths of what lost something; the first 20 are also left on the event as `_dd.trimmed`. */
  trimmed: readonly string[];
}

/**
 * Brings an event within the limits. Of one that is beyond them what was collected comes before what the page added, and
 * large parts come last; what does not fit is cut short.
 */
export function limit(event: object): Limited {
  try {
    const inherited = inheritedBy(event);
    const shared = inherited ? cutOnce(inherited) : cut(event);
    const attributes = shared.attributes + (inherited ? attributesOf(event, 1) : 0);
    const own = inherited && attributes <= maxAttributes ? membersOf(event) : '';
    const size = shared.size + own.length;
    if (attributes <= maxAttributes && size * MAX_CHARACTER_BYTES <= maxBytes) {
      const { sections } = shared;
      const replaced = own ? Object.keys(event).filter((key) => sections.has(key)) : [];
      return { shared: sections, own, replaced, size, trimmed: [] };
    }
  } catch {
    // What cannot be serialised is copied part by part.
  }
  return trim(complete(event));
}

function cut(part: object) {
  const attributes = attributesOf(part, 1);
  const sections: Sections = attributes > maxAttributes ? new Map() : sectionsOf(part);
  return { attributes, sections, size: sizeOf(sections) };
}

/** What events inherit is cut once. */
const cutOnce = onceOf(cut);

/** Attributes of plain JSON of no more depth, attributes and longer texts than the wire allows; of any other infinitely many. */
function attributesOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > maxDepth || Object.hasOwn(value, 'toJSON')) return Infinity;
  const isList = Array.isArray(value);
  // Holes are written, too.
  let attributes = isList ? value.length : 0;
  if (attributes > maxAttributes) return Infinity;
  for (const key of Object.keys(value)) {
    const child = (value as Record<string, unknown>)[key];
    const longest = depth === 1 || key === 'name' ? maxName : MAX_TEXT;
    if (typeof child === 'string' && child.length > longest) return Infinity;
    attributes += Number(!isList) + attributesOf(child, depth + 1);
    if (attributes > maxAttributes) return Infinity;
  }
  return attributes;
}

function trim(event: object): Limited {
  const left: Room = {
    attributes: maxAttributes - NAMED.parts - 2,
    bytes: maxBytes - NAMED.parts * NAMED.length * MAX_CHARACTER_BYTES,
  };
  const sections = new Map<string, string | Map<string, string>>();
  const membersAt = (key: string) => {
    const present = sections.get(key);
    if (typeof present === 'object') return present;
    const members = new Map<string, string>();
    sections.set(key, members);
    return members;
  };
  const { parts, trimmed } = readParts(event);
  const copies = parts.map((part) => copyWithin(left, part));
  const rank = (copy: Copy) => copy.rank + (fits(copy, SMALL) ? 0 : LARGE);
  copies.sort((one, other) => rank(one) - rank(other));
  for (const whole of copies) {
    const { path, json, bytes, attributes, isCut } = fits(whole, left)
      ? whole
      : copyWithin(left, whole);
    const isTaken = fits({ bytes, attributes }, left);
    if (isCut || !isTaken) trimmed.push(path.join('.'));
    if (!isTaken) continue;
    const [key, child] = path;
    left.bytes -= bytes;
    // The object that holds the part is an attribute too, but only once.
    left.attributes -= child === undefined || sections.has(key) ? attributes - 1 : attributes;
    if (child === undefined) sections.set(key, memberOf(key, json));
    else membersAt(key).set(child, memberOf(child, json));
  }
  if (trimmed.length) {
    const named = trimmed.slice(0, NAMED.parts).map((path) => path.slice(0, NAMED.length));
    membersAt('_dd').set('trimmed', memberOf('trimmed', toJson(named)));
  }
  return { shared: sections, own: '', replaced: [], size: sizeOf(sections), trimmed };
}

/** What an event may still take, or what a part of it takes. */
interface Room {
  attributes: number;
  bytes: number;
}

interface Part {
  path: [key: string, child?: string];
  value: unknown;
  /** Those of a lower one come first. */
  rank: number;
}

/** The ranks of what the page added begin after those of what is large. */
const LARGE = 2;
const PAGES = 4;

interface Copy extends Part, Room {
  json: string;
  isCut: boolean;
}

function fits(part: Room, left: Room): boolean {
  return part.bytes <= left.bytes && part.attributes <= left.attributes;
}

/** The plain values and lists of an event, and the children of its objects. */
function readParts(event: object): { parts: Part[]; trimmed: string[] } {
  const { type } = event as { type?: unknown };
  const parts: Part[] = [];
  const trimmed: string[] = [];
  for (const [key, value] of readEntries(event)) {
    const isFirst = COMMON.has(key) || key === type;
    const rank = PAGES_OWN.has(key) ? PAGES : Number(!isFirst);
    if (parts.length >= MAX_PARTS) trimmed.push(key);
    else if (value === undefined) continue;
    else if (!isObject(value)) parts.push({ path: [key], value, rank });
    else {
      for (const [child, inner] of readEntries(value)) {
        if (parts.length >= MAX_PARTS) {
          trimmed.push(key);
          break;
        }
        if (inner !== undefined) parts.push({ path: [key, child], value: inner, rank });
      }
    }
  }
  return { parts, trimmed };
}

/** A part as JSON that fits into the room, if any does, and what it takes of it with its key and its object's. */
function copyWithin({ attributes, bytes }: Room, { path, value, rank }: Part): Copy {
  const budget: Budget = { attributes: attributes - 2, bytes };
  const copied = sanitize(value, budget);
  const json = toJson(rank === PAGES ? copied : cutNames(copied, path[1] ?? 'name'));
  return {
    path,
    value,
    rank,
    json,
    bytes: byteLength(toJson(path) + json),
    attributes: attributes - budget.attributes,
    isCut: budget.isSpent ?? false,
  };
}

/** Names no longer than the intake takes them. */
function cutNames(value: Json, key: string): Json {
  if (typeof value === 'string') return key === 'name' ? value.slice(0, maxName) : value;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([child, inner]) => [child, cutNames(inner, child)]),
  );
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
