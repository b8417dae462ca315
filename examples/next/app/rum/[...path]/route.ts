/** Passes what pages send on to Firsthand. In production a proxy in front of Next.js would. */
export async function POST(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const server = process.env['FIRSTHAND_URL'] ?? 'http://127.0.0.1:4400';
  const headers = new Headers({ 'content-type': 'text/plain' });
  for (const name of ['origin', 'user-agent', 'x-forwarded-for']) {
    const value = request.headers.get(name);
    if (value) headers.set(name, value);
  }
  const body = await request.arrayBuffer();
  const answer = await fetch(server + pathname + search, { method: 'POST', headers, body });
  // The SDK waits for as long as an overloaded server asks it to.
  const retryAfter = answer.headers.get('retry-after');
  return new Response(answer.body, {
    status: answer.status,
    ...(retryAfter && { headers: { 'retry-after': retryAfter } }),
  });
}
