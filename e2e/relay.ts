import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/**
 * What stands between a page and the intake. `pass`: nothing. `refuse`: connections end unanswered. `hang`: nothing is
 * ever answered. `lose`: the server takes the batch, but its answer is lost. A number is a status.
 */
type Weather = 'pass' | 'refuse' | 'hang' | 'lose' | number;

export interface Relay {
  url: string;
  weather: Weather;
  /** All that was asked, whatever became of it. */
  readonly requests: { method: string; path: string; body: Buffer }[];
  close(): void;
}

/**
 * A network with weather: unlike the browser's interception, it also holds what outlives its page.
 *
 * @param target the intake. Without one it takes everything itself
 */
export async function serveRelay(target?: string): Promise<Relay> {
  const requests: Relay['requests'] = [];
  const server = createServer((request, response) => {
    void receive(request).then((body) => {
      const { method = '', url: path = '' } = request;
      requests.push({ method, path, body });
      const { weather } = relay;
      if (weather === 'hang') return;
      if (weather === 'refuse') return response.destroy();
      if (typeof weather === 'number') return refuse(response, weather);
      if (!target) return accept(response);
      const onward = ask(new URL(path, target), { method, headers: request.headers }, (answer) => {
        if (weather === 'lose') return void response.destroy();
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      onward.end(body);
    });
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const relay: Relay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    weather: 'pass',
    requests,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return relay;
}

async function receive(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The page gave up; what came so far is passed on as a network would.
  }
  return Buffer.concat(chunks);
}

function accept(response: ServerResponse): void {
  response
    .writeHead(202, { 'access-control-allow-origin': '*', 'content-type': 'application/json' })
    .end(JSON.stringify({ accepted: 1, refused: [] }));
}

function refuse(response: ServerResponse, status: number): void {
  response
    .writeHead(status, {
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Retry-After',
      ...(status === 429 && { 'retry-after': '1' }),
    })
    .end();
}
