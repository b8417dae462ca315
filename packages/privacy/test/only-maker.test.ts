import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('the gate is the only place in any package that makes an event Cleared', () => {
  const packages = fileURLToPath(new URL('../..', import.meta.url));
  const makers = globSync('*/src/**/*.ts', { cwd: packages }).filter((file) =>
    /\bas (?:unknown as )?Cleared\b/.test(readFileSync(`${packages}/${file}`, 'utf8')),
  );
  expect(makers).toEqual(['privacy/src/gate.ts']);
});
