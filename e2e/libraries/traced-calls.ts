import axios from 'axios';
import ky from 'ky';

const own = { 'x-own': 'kept' };

/** The ways in which pages call a back end, by name. */
const calls: Record<string, (url: string, headers: Record<string, string>) => Promise<unknown>> = {
  'fetch(text)': (url) => fetch(url),
  'fetch(URL)': (url) => fetch(new URL(url)),
  'fetch(Request)': (url) => fetch(new Request(url)),
  'fetch(Request with headers)': (url, headers) => fetch(new Request(url, { headers })),
  'fetch(Request, init)': (url) => fetch(new Request(url), { method: 'POST', body: 'body' }),
  'fetch(Request, headers)': (url, headers) => fetch(new Request(url), { headers }),
  'fetch(text, record)': (url, headers) => fetch(url, { headers }),
  'fetch(text, pairs)': (url, headers) => fetch(url, { headers: Object.entries(headers) }),
  'fetch(text, Headers)': (url, headers) => fetch(url, { headers: new Headers(headers) }),
  XMLHttpRequest: (url, headers) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open('GET', url);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.addEventListener('loadend', resolve);
      request.send();
    }),
  'axios (XHR)': (url, headers) => axios.get(url, { adapter: 'xhr', headers }),
  'axios (fetch)': (url, headers) => axios.get(url, { adapter: 'fetch', headers }),
  ky: (url, headers) => ky(url, { headers, retry: 0 }).text(),
};

export const ways = Object.keys(calls);

/** Those that say headers of their own. */
export const withHeaders = ways.filter((name) => (calls[name]?.length ?? 0) > 1);

/** Calls by the ways that are named, or by all, each at an address of its own below one. */
export async function run(
  below: string,
  { ways: named = ways, headers = own as Record<string, string> } = {},
): Promise<void> {
  await Promise.all(named.map((name) => calls[name]?.(`${below}/${addressOf(name)}`, headers)));
}

/** Names without what addresses encode. */
export function addressOf(name: string): string {
  return name.replaceAll(/[^\w]+/g, '-').replace(/-$/, '');
}
