import type { RumEvent } from '@firsthand/protocol';
import { describe, expect, it } from 'vitest';
import { errorStack } from '../src/enrich/error-stack.js';

const a = 'https://a.example';

const enriched = (stack: string, message = 'not in the stack') =>
  errorStack({ type: 'error', error: { message, source: 'source', stack } } as RumEvent).error;
const functions = (stack: string, message?: string) =>
  enriched(stack, message)?.frames.map(({ function: name }) => name);

const lines = `first line\n    at noon (${a}/help:1:1)\n    at ${a}/help:1:1\nme@${a}/help:1:1`;
const calls = `    at go (${a}/app.js:1:2)\n    at main (${a}/app.js:3:4)`;
const own = ['go', 'main'];

describe('lines of a message are no calls', () => {
  it.each([
    ['behind its name', `Error: ${lines}\n${calls}`],
    ['behind a name with colons', `Uncaught app: Failure: ${lines}\n${calls}`],
    ['alone', `${lines}\n${calls}`],
    ['with the line ends of Windows', `Error: ${lines}\r\n${calls}`],
  ])('where the stack begins with it %s', (_, stack) => {
    expect(functions(stack, lines)).toEqual(own);
  });

  it('where there is nothing else', () => {
    expect(enriched(`Error: ${lines}`, lines)).toBeUndefined();
    expect(enriched(`Error: see ${a}/help:1:1 for more`)).toBeUndefined();
  });

  it.each([
    `Error: x\n   at the end of the day (see ${a}/help:1:1)`,
    `Error: x\n   at noon (${a}/help:1:1)\n   at ${a}/help:1:1`,
    `Error: x\nme@${a}/help:1:1\n${a}/help:1:1`,
    `Error: x\n  at noon (${a}/help:1:1)\n    at Array.map (<anonymous>)`,
  ])('where the message is not known, but they look unlike the calls: %j', (head) => {
    expect(functions(`${head}\n${calls}`)).toEqual(own);
  });

  it('where calls follow as Firefox writes them', () => {
    const stack = `Error: x\n    at noon (${a}/help:1:1)\ngo@${a}/app.js:1:2\nmain@${a}/app.js:3:4`;
    expect(functions(stack)).toEqual(own);
  });
});

describe('calls are no message', () => {
  it('where the message is how one begins', () => {
    expect(functions(`go@${a}/app.js:1:2\nmain@${a}/app.js:3:4`, 'go')).toEqual(own);
  });

  it('where a stack was trimmed, or another with its own indent follows', () => {
    expect(functions(calls.trim())).toEqual(own);
    const cause = `  [cause]: Error: y\n      at deep (${a}/app.js:5:6)`;
    expect(functions(`Error: x\n${calls}\n${cause}`)).toEqual([...own, 'deep']);
  });

  it('where the message is a stack', () => {
    const message = `Error: y\n    at inner (${a}/app.js:5:6)`;
    expect(functions(`Error: ${message}\n${calls}`, message)).toEqual(own);
  });

  it('in the stack of the call that reported the error', () => {
    const error = { message: 'Error', source: 'custom', handling_stack: `Error\n${calls}` };
    expect(errorStack({ type: 'error', error } as RumEvent).error?.frames).toHaveLength(2);
  });
});

describe('the culprit', () => {
  it.each([
    [`Error: x\n    at Array.map (<anonymous>)\n${calls}`, `go in ${a}/app.js`],
    [`Error: x\n    at fs (node:internal/fs:1:2)\n${calls}`, `go in ${a}/app.js`],
    [`Error: x\n    at fetch (chrome-extension://id/x.js:1:2)\n${calls}`, `go in ${a}/app.js`],
    [
      `TypeError: x\n    at V (${a}/sdk/firsthand-rum.js:1:2)\n    at Object.apply (${a}/sdk/firsthand-rum.js:1:9)\n${calls}`,
      `go in ${a}/app.js`,
    ],
    ['f@webkit-masked-url://hidden/:1:2', 'f in webkit-masked-url://hidden/'],
    [`Error: x\n    at fs (node:internal/fs:1:2)`, 'fs in node:internal/fs'],
    [`Error: x\n    at ${a}/m.wasm:wasm-function[8]:0x1b0`, `wasm-function[8] in ${a}/m.wasm`],
    [`wasm-function[42]@[wasm-code]\ncall@${a}/app.js:10:5`, 'wasm-function[42]'],
    [`Error: x\n    at ${a}/app.js:1:2`, `${a}/app.js`],
  ])('of %j is the first of the page’s', (stack, culprit) => {
    expect(enriched(stack)?.culprit).toBe(culprit);
  });
});
