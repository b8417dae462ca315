import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connect, Plugin } from 'vite';
import { picture, products } from './products.js';

/** How long a search takes, in milliseconds: the shop's slow endpoint. */
const SEARCH_DELAY = 1_500;

/** The shop's back end, inside Vite's dev and preview servers. */
export function shopApi(): Plugin {
  const install = ({ middlewares }: { middlewares: Connect.Server }) => {
    middlewares.use((request, response, next) => {
      answer(request, response).then((done) => done || next(), next);
    });
  };
  return { name: 'shop-api', configureServer: install, configurePreviewServer: install };
}

/** @returns whether the request was one for the shop's back end */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop');
  const [, area, kind, id] = pathname.split('/');
  if (area === 'images' && kind) {
    const svg = picture(kind.replace('.svg', ''));
    response.setHeader('content-type', 'image/svg+xml');
    return send(response, svg ? 200 : 404, svg ?? '');
  }
  if (area !== 'api') return false;
  if (kind === 'products' && !id) return json(response, 200, products);
  if (kind === 'products') {
    const product = products.find((candidate) => candidate.id === id);
    return product
      ? json(response, 200, product)
      : json(response, 404, { error: 'No such product.' });
  }
  if (kind === 'search') {
    await wait(SEARCH_DELAY);
    const query = searchParams.get('q')?.toLowerCase() ?? '';
    return json(
      response,
      200,
      products.filter(({ name, text }) => `${name} ${text}`.toLowerCase().includes(query)),
    );
  }
  if (kind === 'orders') return json(response, 201, { number: 'K-1001' });
  if (kind === 'voucher') return json(response, 500, { error: 'The voucher service is down.' });
  return json(response, 404, { error: 'No such endpoint.' });
}

function json(response: ServerResponse, status: number, body: unknown): true {
  response.setHeader('content-type', 'application/json');
  return send(response, status, JSON.stringify(body));
}

function send(response: ServerResponse, status: number, body: string): true {
  response.statusCode = status;
  response.end(body);
  return true;
}
