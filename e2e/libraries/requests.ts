import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import axios from 'axios';
import ky from 'ky';
import { io } from 'socket.io-client';

/** What pages do with the libraries that most of them use, by name; each answers what it saw. */
const uses: Record<string, () => Promise<unknown>> = {
  'axios by XMLHttpRequest': async () => {
    const progress: boolean[] = [];
    const { data, status } = await axios.post<unknown>(
      '/hostile/json?axios',
      { a: 1 },
      { adapter: 'xhr', onDownloadProgress: () => progress.push(true) },
    );
    return [data, status, progress.length > 0];
  },
  'axios by fetch': async () => {
    const { data, headers } = await axios.get<unknown>('/hostile/json?axios', { adapter: 'fetch' });
    return [data, headers['content-type']];
  },
  'axios when it fails': () =>
    axios
      .get('/hostile/status/404?axios', { adapter: 'xhr' })
      .catch((error: { response?: { status: number }; message: string }) => [
        error.response?.status,
        error.message,
      ]),
  'axios when it is given up': () => {
    const abort = new AbortController();
    const request = axios.get('/hostile/hang?axios', { signal: abort.signal });
    setTimeout(() => abort.abort(), 30);
    return request.catch((error: { code: string }) => error.code);
  },
  'ky, which tries again': () =>
    ky('/hostile/status/503?ky', { retry: { limit: 1, delay: () => 10 } })
      .text()
      .catch((error: Error) => error.name),
  'ky with a body and a time limit': async () =>
    Object.keys(
      await ky.post('/hostile/echo?ky', { json: { a: 1 }, timeout: 5_000 }).json<object>(),
    ),
  'ky with progress': async () => {
    const seen: number[] = [];
    const text = await ky('/hostile/huge?ky', {
      onDownloadProgress: ({ transferredBytes }) => seen.push(transferredBytes),
    }).text();
    return [text.length, seen.at(-1)];
  },
  Apollo: async () => {
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({ uri: '/graphql?apollo' }),
    });
    const query = gql`
      query Cart {
        cart {
          id
        }
      }
    `;
    return (await client.query({ query })).data;
  },
  urql: async () => {
    const client = new Client({
      url: '/graphql?urql',
      preferGetMethod: false,
      exchanges: [cacheExchange, fetchExchange],
    });
    return (await client.mutation('mutation Pay { pay { id } }', {}).toPromise()).data as unknown;
  },
  'socket.io by polling': () =>
    new Promise((resolve) => {
      const socket = io({ transports: ['polling'] });
      const heard: unknown[] = [];
      socket.on('welcome', (word) => {
        heard.push(word);
        socket.emit('question', 6, (answer: number) => {
          socket.disconnect();
          resolve([...heard, answer]);
        });
      });
    }),
};

/** Uses one after the other; answers what each saw. */
export async function run(): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  for (const [name, use] of Object.entries(uses)) seen[name] = await use();
  return seen;
}
