import { collect, eventually } from '@firsthand/testing';
import { afterEach } from 'vitest';
import { fetchRequests } from '../src/fetch.js';
import type { RequestOptions } from '../src/requests/report-requests.js';
import { xhrRequests } from '../src/xhr.js';
import { marked } from './marked.js';

let running: ReturnType<typeof collect> | undefined;
export const stop = () => running?.stop();
afterEach(stop);

export const allowed = `${location.origin}/hostile/`;

export function start(options: RequestOptions) {
  stop();
  running = collect(fetchRequests(options), xhrRequests(options));
  const emitted = running;
  const { url, events } = marked(() => emitted.emitted);
  return {
    url,
    events,
    /** Trace and span id of the one resource. */
    reference: async () => {
      const [event] = await eventually('a resource', () => events().length && events());
      return (event?.data['_dd'] ?? {}) as { trace_id?: string; span_id?: string };
    },
  };
}

/** The headers that the server saw. */
export async function fetched(url: string, init?: RequestInit): Promise<Record<string, string>> {
  return ((await (await fetch(url, init)).json()) as { headers: Record<string, string> }).headers;
}

export function requested(url: string, headers: Record<string, string> = {}) {
  return new Promise<Record<string, string>>((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.open('GET', url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.onload = () =>
      resolve((JSON.parse(xhr.responseText) as { headers: Record<string, string> }).headers);
    xhr.send();
  });
}
