import { describe, expect, it } from 'vitest';
import { scrubText, scrubUrl } from '../src/scrub.js';

describe('URLs', () => {
  it.each([
    ['https://a.test/x?token=1', 'https://a.test/x'],
    ['https://a.test/x#frag', 'https://a.test/x'],
    ['https://a.test/#/cart?id=9', 'https://a.test/#/cart'],
    ['https://a.test/#!/cart', 'https://a.test/#!/cart'],
    ['https://a.test/?q=1#/cart', 'https://a.test/#/cart'],
    ['data:image/png;base64,AAAA', 'data:image/png;base64'],
    ['/relative?q', '/relative'],
    ['', ''],
  ])('%s leaves as %s', (url, scrubbed) => {
    expect(scrubUrl(url)).toBe(scrubbed);
  });
});

describe('texts', () => {
  it.each([
    ['no user jane.doe+x@mail.example.com here', 'no user <email> here'],
    ['Authorization: Bearer abcdefgh12345', 'Authorization: Bearer <token>'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_1', 'jwt <token>'],
    ['card 4111 1111 1111 1111 declined', 'card <number> declined'],
    ['at https://a.test/app.js?v=secret:10:5', 'at https://a.test/app.js:10:5'],
    ['nothing to hide: 42 items', 'nothing to hide: 42 items'],
  ])('%s leaves as %s', (text, scrubbed) => {
    expect(scrubText(text)).toBe(scrubbed);
  });
});
