import { describe, expect, it } from 'vitest';
import { createScrubber } from '../../src/scrub/scrubber.js';

describe('URLs', () => {
  const { url } = createScrubber();
  it.each([
    ['https://a.test/x?token=1', 'https://a.test/x'],
    ['https://a.test/x#frag', 'https://a.test/x'],
    ['https://a.test/#/cart?id=9', 'https://a.test/#/cart'],
    ['https://a.test/#!/cart', 'https://a.test/#!/cart'],
    ['https://a.test/?q=1#/cart', 'https://a.test/#/cart'],
    ['https://jane:p@ss@a.test:8080/x', 'https://a.test:8080/x'],
    ['//jane@a.test/x', '//a.test/x'],
    ['https://a.test/@jane/x@y', 'https://a.test/@jane/x@y'],
    ['https://a.test/u/jane@a.test/x', 'https://a.test/u/<email>/x'],
    ['https://a.test/u/jane%40a.test/x', 'https://a.test/u/<email>/x'],
    ['https://a.test/%E2%82%ac/%', 'https://a.test/%E2%82%ac/%'],
    ['https://a.test/#/u/jane@a.test', 'https://a.test/#/u/<email>'],
    ['data:image/png;base64,AAAA', 'data:image/png'],
    ['data:text/plain;name=jane,x', 'data:text/plain'],
    ['data:,x', 'data:'],
    ['blob:https://a.test/550e8400-e29b', 'blob:'],
    ['mailto:jane@a.test', 'mailto:'],
    ['tel:+33612345678', 'tel:'],
    ['javascript:go("x")', 'javascript:'],
    ['/relative?q', '/relative'],
    ['', ''],
  ])('%s leaves as %s', (given, scrubbed) => {
    expect(url(given)).toBe(scrubbed);
  });
});

describe('options of URLs', () => {
  it.each([
    [
      'the parameters that may stay do',
      { queryAllowlist: ['tab', 'q'] },
      '/x?tab=a&id=7&q=b#c',
      '/x?tab=a&q=b',
    ],
    [
      'their secrets do not',
      { queryAllowlist: ['q'] },
      '/x?q=jane%40a.test&q=b',
      '/x?q=<email>&q=b',
    ],
    ['nor do names that only begin so', { queryAllowlist: ['q'] }, '/x?qq=1&Q=2', '/x'],
    ['fragments may stay', { keepFragment: true }, '/x?q#part-2', '/x#part-2'],
    ['without their secrets', { keepFragment: true }, '/x#jane@a.test', '/x#<email>'],
    [
      'ids in the path may go',
      { idSegments: true },
      '/v2/users/17/550e8400-e29b-41d4-a716-446655440000/app-2f3a.js?x',
      '/v2/users/<id>/<id>/app-2f3a.js',
    ],
    ['so may those of routes', { idSegments: true }, '/#/users/17', '/#/users/<id>'],
  ])('%s', (_, options, given, scrubbed) => {
    expect(createScrubber(options).url(given)).toBe(scrubbed);
  });

  it('count for the URLs in a text', () => {
    const { text } = createScrubber({ queryAllowlist: ['v'] });
    expect(text('at https://a.test/x.js?v=2&t=1:3:4 of /y?t=1&v=3')).toBe(
      'at https://a.test/x.js?v=2:3:4 of /y?v=3',
    );
  });
});

it.each([
  ['sizes and names', '/i.png?w=800&h=450&dpr=2.5&fit=crop', '/i.png?w=800&h=450&dpr=2.5&fit'],
  [
    'the picture that a server is to fetch',
    '/_next/image?url=%2Fhero%20a.png%3Ftoken%3Dabc&w=1920&q=75',
    '/_next/image?url=/hero%20a.png&w=1920&q=75',
  ],
  ['another’s address', '/f?u=https%3A%2F%2Fa.test%2Fb.png%23x', '/f?u=https://a.test/b.png'],
  ['no values of other kinds', '/i.png?user=jane&id=123456&sig=9f8e7d', '/i.png?user&id&sig'],
  ['no names that carry data', '/i.png?jane@example.com=1&a1b2=3&=4', '/i.png'],
  ['no secrets', '/i.png?token=1234&w=5', '/i.png?w=5'],
  ['nothing of data', 'data:image/png;base64,AAAA?w=1', 'data:image/png'],
])('of a picture’s address stay %s', (_, given, kept) => {
  const { imageUrl } = createScrubber();
  expect(imageUrl(given)).toBe(kept);
  expect(imageUrl(kept)).toBe(kept);
});
