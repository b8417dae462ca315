import { expect, it } from 'vitest';
import { patternOf } from '../src/react-router/pattern-of.js';

const matches = (...paths: (string | undefined)[]) => paths.map((path) => ({ route: { path } }));

it.each<[paths: (string | undefined)[], above: string | undefined, pattern: string]>([
  [[], undefined, '/'],
  [['/', undefined], undefined, '/'],
  [['/', 'user', ':id'], undefined, '/user/:id'],
  [[undefined, 'user/:id/', undefined, 'posts/:post?'], undefined, '/user/:id/posts/:post?'],
  [['/user', '/user/:id'], undefined, '/user/:id'],
  [['*'], undefined, '/*'],
  [['files/*', undefined], undefined, '/files/*'],
  [['/', 'user/:id/*', 'posts/*'], undefined, '/user/:id/posts/*'],
  [['user/:id/*', '/posts/*'], undefined, '/user/:id/posts/*'],
  [[undefined], '/user/:id/*', '/user/:id'],
  [['/settings', '/settings/:tab'], '/user/:id/*', '/user/:id/settings/:tab'],
  [['*'], '/user/:id/*', '/user/:id/*'],
])('the paths %j within %j are %s', (paths, above, pattern) => {
  expect(patternOf(matches(...paths), above)).toBe(pattern);
});
