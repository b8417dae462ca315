import { expect, it } from 'vitest';
import { validateSearch } from '../src/search.js';

it.each([
  [
    'all that is valid',
    { application: 'shop', env: 'prod', version: '1.0', range: '24h' },
    { application: 'shop', env: 'prod', version: '1.0', range: '24h' },
  ],
  ['nothing of an ill-formed application', { application: 'a-b' }, {}],
  ['nothing of an unknown range', { range: '2y' }, {}],
  ['nothing of what is no text', { env: 7, version: ['1'] }, {}],
  ['no name of Object.prototype as a range', { range: 'toString' }, {}],
])('an address gives %s', (_, raw, search) => {
  expect(validateSearch(raw)).toEqual(search);
});
