/**
 * Runs in a page: makes `count` requests in all forms that `fetch` and XMLHttpRequest take, chosen by a seed, one after the
 * other, and answers what the page saw of each.
 */
export async function makeRandomRequests({
  count,
  seed,
}: {
  count: number;
  seed: number;
}): Promise<string[]> {
  let state = seed;
  // https://en.wikipedia.org/wiki/Linear_congruential_generator
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = <T>(of: readonly T[]): T => of[random(of.length)] as T;
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const other = frame.contentWindow as Window & typeof globalThis;

  const METHODS = [
    'POST',
    'PUT',
    'DELETE',
    'PATCH',
    'post',
    'OPTIONS',
    'PROPFIND',
    'GET',
    'HEAD',
    'get',
  ];
  const mayHaveBody = (method: string) => !/^(?:get|head)$/i.test(method);
  const bodyOf = () =>
    pick<() => unknown>([
      () => undefined,
      () => null,
      () => '',
      () => 'text',
      () => 'sñowman ☃',
      () => new Blob(['blob'], { type: 'text/x-blob' }),
      () => new Uint8Array([0, 1, 254, 255]),
      () => new Uint8Array([7, 8]).buffer,
      () => new URLSearchParams({ a: '1', b: 'ü' }),
      () => new other.Blob(['other'], { type: 'text/x-other' }),
      () => 42,
      () => ({ toString: () => 'an object' }),
    ])();
  const headersOf = () =>
    pick<() => unknown>([
      () => undefined,
      () => ({ 'x-own': '1', 'X-Upper': 'A' }),
      () => [
        ['x-own', '1'],
        ['x-own', '2'],
      ],
      () => new Headers({ 'x-own': 'h' }),
      () => new other.Headers({ 'x-own': 'oh' }),
      () =>
        new Map([
          ['x-own', 'm'],
          ['content-type', 'text/x-map'],
        ]),
      () => new Map([['x-own', 'i']]).entries(),
      () =>
        (function* () {
          yield ['x-own', 'g'];
        })(),
      () => ({
        get 'x-own'() {
          return 'getter';
        },
      }),
      () => Object.assign(Object.create({ 'x-inherited': 'no' }), { 'x-own': 'o' }),
      () => ({ traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` }),
      () => ({ 'x-number': 5, 'x-empty': '' }),
    ])();
  const membersOf = () => {
    const method = pick(METHODS);
    const body = mayHaveBody(method) ? bodyOf() : undefined;
    const headers = headersOf();
    return {
      ...(random(6) && { method }),
      ...(body !== undefined && random(6) && mayHaveBody(method) && { method, body }),
      ...(headers !== undefined && { headers }),
      ...(!random(4) && { credentials: pick(['omit', 'include', 'same-origin']) }),
      ...(!random(4) && { cache: pick(['no-store', 'reload', 'no-cache']) }),
      ...(!random(4) && { referrer: pick(['', '/elsewhere', 'about:client']) }),
      ...(!random(4) && { referrerPolicy: pick(['no-referrer', 'origin', 'unsafe-url', '']) }),
      ...(!random(6) && { keepalive: true }),
      ...(!random(6) && { mode: pick(['cors', 'same-origin']) }),
      ...(!random(6) && { redirect: pick(['follow', 'manual', 'error']) }),
      ...(!random(6) && { priority: pick(['high', 'low', 'auto']) }),
      ...(!random(6) && { signal: new AbortController().signal }),
      ...(!random(8) && { signal: null }),
      ...(!random(8) && { window: null, unknown: 1 }),
    } as Record<string, unknown>;
  };
  const optionsOf = (members: Record<string, unknown>) =>
    pick<() => unknown>([
      () => members,
      () => Object.freeze(members),
      () => Object.create(members) as unknown,
      () => Object.assign(Object.create(null), members) as unknown,
      () => withGetters(members),
      () =>
        new (class {
          #own = members;
          get method() {
            return this.#own['method'];
          }
          get headers() {
            return this.#own['headers'];
          }
          get body() {
            return this.#own['body'];
          }
        })(),
      () => new Proxy(members, {}),
      () => Object.assign(() => {}, members),
    ])();
  const withGetters = (members: Record<string, unknown>) =>
    Object.defineProperties(
      {},
      Object.fromEntries(
        Object.keys(members).map((key) => [key, { enumerable: true, get: () => members[key] }]),
      ),
    );
  class Mine extends Request {}
  const inputOf = (url: string, members: Record<string, unknown>) =>
    pick<() => unknown>([
      () => url,
      () => new URL(url, location.href),
      () => new other.URL(url, location.href),
      () => ({ toString: () => url }),
      // oxlint-disable-next-line no-new-wrappers -- Pages do.
      () => new String(url),
      () => new Request(url, members),
      () => new Mine(url, members),
      () => new other.Request(new URL(url, location.href).href, members),
    ])();

  const byFetch = async (url: string): Promise<string> => {
    const input = inputOf(url, membersOf());
    const init = pick<() => unknown>([
      () => undefined,
      () => optionsOf(membersOf()),
      () => optionsOf(membersOf()),
      () => null,
      () =>
        new Request('/unused', {
          method: 'PUT',
          headers: { 'x-init': 'request' },
          body: 'of init',
        }),
    ])();
    const response = await fetch(
      ...((init === undefined && random(2) ? [input] : [input, init]) as [string]),
    );
    return `${response.status} ${(await response.text()).length > 0}`;
  };
  const byXhr = async (url: string): Promise<string> => {
    const xhr = new XMLHttpRequest();
    const method = pick(METHODS);
    const open = pick<() => unknown[]>([
      () => [method, url],
      () => [method, new URL(url, location.href)],
      () => [method, url, true],
      () => [method, { toString: () => url }, true, null, null],
    ])();
    Reflect.apply(xhr.open, xhr, open);
    if (random(2)) xhr.setRequestHeader('x-own', '1');
    if (!random(3)) xhr.setRequestHeader('x-own', '2');
    if (!random(4)) xhr.setRequestHeader('content-type', 'text/x-own');
    xhr.withCredentials = !random(3);
    if (!random(3)) xhr.responseType = pick(['', 'text', 'arraybuffer', 'blob']);
    await new Promise((resolve) => {
      xhr.onloadend = resolve;
      xhr.send(mayHaveBody(method) ? (bodyOf() as string) : null);
    });
    return `${xhr.status}`;
  };

  const seen: string[] = [];
  for (let index = 0; index < count; index += 1) {
    // Half of them are traced where the SDK is.
    const url = `/api/${random(2) ? 'traced' : 'plain'}?id=${index}`;
    try {
      seen.push(await (random(4) ? byFetch(url) : byXhr(url)));
    } catch (error) {
      seen.push(String(error));
    }
  }
  frame.remove();
  return seen;
}
