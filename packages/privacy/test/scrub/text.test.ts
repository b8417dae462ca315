import { describe, expect, it } from 'vitest';
import { createScrubber } from '../../src/scrub/scrubber.js';

const { text } = createScrubber();

describe('a text leaves without', () => {
  it.each([
    ['an e-mail address', 'no user jane.doe+x@mail.example.com here', 'no user <email> here'],
    ['one of digits', 'user@163.com', '<email>'],
    ['one in other letters', 'to jürgen@münchen.de.', 'to <email>.'],
    ['one in percent code', 'u=jane%40a.test', 'u=<email>'],
    ['each of a list', 'a@b.de,c@d.fr;e@f.it', '<email>,<email>;<email>'],
    ['a bearer token', 'sent bearer abc.def.ghi-J1', 'sent bearer <token>'],
    ['basic credentials', 'sent Basic dXNlcjpwYXNz', 'sent Basic <token>'],
    ['an authorization', 'authorization: Digest abc', 'authorization: <secret>'],
    ['a JSON web token', 'jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_1', 'jwt <token>'],
    ['a Stripe key', 'key sk_live_4eC39HqLyjWDarjtT1zdp7dc', 'key <token>'],
    ['an AWS key', 'AKIAIOSFODNN7EXAMPLE', '<token>'],
    ['a GitHub token', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', '<token>'],
    ['a Google key', 'AIzaSyA1234567890abcdefghijklmnopqrstuv', '<token>'],
    ['a Slack token', 'xoxb-1234-5678-abcdef', '<token>'],
    [
      'a quoted password, whole',
      '{"password":"two \\"words\\" long","a":1}',
      '{"password":<secret>,"a":1}',
    ],
    ['a password in JSON in JSON', String.raw`{\"pwd\":\"x1\"}`, String.raw`{\"pwd\":<secret>`],
    ['a named token', 'access_token=abc', 'access_token=<secret>'],
    ['a card number', 'card 4111111111111111 declined', 'card <card> declined'],
    ['one in groups', 'card 4111 1111-1111 1111!', 'card <card>!'],
    ['one before its expiry date', '4111111111111111 12/27', '<card> 12/27'],
    ['one after another number', '12 3782 822463 10005', '12 <card>'],
    ['an international phone number', 'call +33 6 12 34 56 78 now', 'call <phone> now'],
    ['one with brackets', '+1 (415) 555-2671', '<phone>'],
    ['a national one', '06 12 34 56 78 or 0171/1234567', '<phone> or <phone>'],
    ['a North American one', '(415) 555-2671, 415.555.2671', '<phone>, <phone>'],
    [
      'what a URL asks for',
      'at https://a.test/app.js?v=secret:10:5',
      'at https://a.test/app.js:10:5',
    ],
    ['what a path asks for', 'GET /api/x?q=abc&b=2 failed', 'GET /api/x failed'],
    ['what a fragment holds', 'to /cb#id=1 and', 'to /cb and'],
    ['the user of a URL', 'from https://jane:pass@a.test/x.', 'from https://a.test/x.'],
    ['the id of a blob', 'blob:https://a.test/550e8400-e29b:1:2', 'blob::1:2'],
    ['the content of a data URL', 'load data:text/html,<b>x ok', 'load data:text/html ok'],
  ])('%s: %s', (_, given, scrubbed) => {
    expect(text(given)).toBe(scrubbed);
  });

  it.each([
    ['number', '+12345, 42 items, 1700000000000 ms, 10.5.1, 192.168.1.1'],
    ['date', '2026-11-21T10:30:00+0100'],
    ['id', '01931234-5678-4111-8111-111111111111'],
    ['number whose check digit is wrong', '4111 1111 1111 1112'],
    ['version or picture', 'vue@3.4.21/x.js, logo@2x.png'],
    ['word after a word', 'basic validation failed, bearer authentication failed'],
    ['message of a parser', 'Unexpected token: }'],
    ['ternary', 'a?b:c'],
  ])('but no %s: %s', (_, given) => {
    expect(text(given)).toBe(given);
  });

  it('what a pattern of one’s own finds', () => {
    const own = createScrubber({
      patterns: [{ name: 'ssn', pattern: /\b\d{3}-\d{2}-\d{4}\b/ }],
    });
    expect(own.text('078-05-1120 and 078-05-1121 of jane@a.test')).toBe(
      '<ssn> and <ssn> of <email>',
    );
    expect(own.url('/of/078-05-1120')).toBe('/of/<ssn>');
  });
});
