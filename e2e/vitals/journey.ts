import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Page } from '@playwright/test';
import type { VitalName } from './vitals.js';

/** What the library must have said for a journey to be the one that its name tells: an element, or from where to where. */
export type Sight = string | [atLeast: number, atMost: number] | null;

export interface Journey {
  name: string;
  /** The body of every page that `serve` does not answer. */
  html: string;
  head?: string;
  /** Whether Firsthand and the library come when a step says so: {@link startLate}. */
  late?: boolean;
  /** Whether it takes a browser whose tabs hide each other. */
  tabs?: boolean;
  /** @returns whether it answers */
  serve?(url: URL, response: ServerResponse, request: IncomingMessage): boolean | Promise<boolean>;
  /** Where it begins. Default: `/` */
  path?: string;
  /** @returns the page where it happens. Default: the one that is given, once it has loaded the address and painted it */
  open?(page: Page, url: string): Promise<Page>;
  /** On the page, once it is loaded. */
  steps?(page: Page, site: string): Promise<unknown>;
  /** Whether it is left as soon as the steps are done, whatever is still to be painted or told. */
  hurried?: boolean;
  /** Default: to another page */
  leave?(page: Page): Promise<unknown>;
  /** Of the last visit; `null`: nothing. */
  sees?: Partial<Record<VitalName, Sight>>;
  /** Elements of which the library does not know, or not as exactly, of the last visit. */
  targets?: Partial<Record<VitalName, string>>;
  /** Deliberate differences, each with its reason. */
  ignore?: Partial<Record<VitalName, string>>;
}

export const words = (times: number) => 'Some words that are read. '.repeat(times);

export const picture = (after = 150) => `src="/picture.png?after=${after}"`;

export const hero = (more = '') => `<img id="hero" ${more}>`;

/** In a page: the image gets the address that a promise has. */
export const onImage = (address: string) =>
  `Promise.resolve(${address}).then((url) => { document.getElementById('hero').src = url; });`;

/** In a handler: keeps the page busy, and goes on. */
export const slow = (ms: number, on = 'click', more = '') => `on${on}="block(${ms}); ${more}"`;

export const button = (id: string, handlers = '') =>
  `<button id="${id}" style="width:120px;height:60px" ${handlers}>${id}</button>`;

export const box = (id: string, style = '') =>
  `<div id="${id}" style="height:200px;background:navy;color:white;${style}">${id}</div>`;

/** In a page: an element moves, as by a late banner. */
export const push = (id: string, by: number) =>
  `document.getElementById('${id}').style.marginTop = '${by}px';`;
