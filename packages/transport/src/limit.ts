import {
  complete,
  inheritedBy,
  readEntries,
  sanitize,
  type Budget,
  type Json,
} from '@firsthand/core';
import { LIMITS } from '@firsthand/protocol/limits';
import { isObject, memberOf, sectionOf, sizeOf, type Section, type Sections } from './sections.js';

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

/** An event in sections, within the limits of the wire. */
interface Limited {
  /** What other events may say as well. */
  shared: Sections;
  own: Sections;
  /** Characters, nearly. */
  size: number;
  /** Paths of what lost something; the first 20 are also left on the event as `_dd.trimmed`. */
  trimmed: string[];
}

/**
 * Brings an event within the limits. Of one that is beyond them what was collected comes before what the page added, and
 * large parts come last; what does not fit is cut short.
 */
export function limit(event: object): Limited {
  try {
    const inherited = inheritedBy(event);
    const [shared, own] = [measureOnce(inherited), measure(event)];
    const size = shared.size + own.size;
    if (
      shared.attributes + own.attributes <= maxAttributes &&
      size * MAX_CHARACTER_BYTES <= maxBytes
    ) {
      const [common, rest] = inherited ? [shared, own] : [own, shared];
      return { shared: common.sections, own: rest.sections, size, trimmed: [] };
    }
  } catch {
    // What cannot be serialised is copied part by part.
  }
  return trim(complete(event));
}

interface Measured {
  /** None of what is beyond the limits. */
  sections: Sections;
  size: number;
  attributes: number;
}

function measure(part: object): Measured {
  const sections = new Map<string, Section>();
  const { type } = part as { type?: unknown };
  let [attributes, size] = [0, 0];
  for (const [key, value] of Object.entries(part)) {
    attributes += isLongName(value) ? Infinity : 1 + attributesOf(value, 2);
    if (attributes > maxAttributes) break;
    // No two events of a batch say the same of themselves; but all say of which view they are.
    const section = sectionOf(key, value, key === type && key !== 'view');
    if (section === undefined) continue;
    sections.set(key, section);
    size += sizeOf(section);
  }
  return { sections, size, attributes };
}

/** Of what events inherit. */
const known = new WeakMap<object, Measured>();
const NOTHING = {};

function measureOnce(shared: object = NOTHING): Measured {
  const measured = known.get(shared) ?? measure(shared);
  known.set(shared, measured);
  return measured;
}

/** Attributes of plain JSON of no more depth, attributes and longer names than the wire allows; of any other infinitely many. */
function attributesOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > maxDepth || 'toJSON' in value) return Infinity;
  const isList = Array.isArray(value);
  // Holes are written, too.
  let attributes = isList ? value.length : 0;
  if (attributes > maxAttributes) return Infinity;
  for (const key of Object.keys(value)) {
    const child = (value as Record<string, unknown>)[key];
    if (key === 'name' && isLongName(child)) return Infinity;
    attributes += Number(!isList) + attributesOf(child, depth + 1);
    if (attributes > maxAttributes) return Infinity;
  }
  return attributes;
}

function isLongName(value: unknown): boolean {
  return typeof value === 'string' && value.length > maxName;
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
    membersAt('_dd').set('trimmed', memberOf('trimmed', JSON.stringify(named)));
  }
  let size = 0;
  for (const section of sections.values()) size += sizeOf(section);
  return { shared: sections, own: measureOnce().sections, size, trimmed };
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
  const json = JSON.stringify(rank === PAGES ? copied : cutNames(copied, path[1] ?? 'name'));
  return {
    path,
    value,
    rank,
    json,
    bytes: byteLength(JSON.stringify(path) + json),
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
