import type { StackFrame } from '@firsthand/protocol/query';
import { addressAt } from './address.js';
import { call } from './call.js';
import { placeOf } from './place.js';

/** Firefox says what an asynchronous call came by: `async*f`, `setTimeout handler*f`; WebKit says `async f`. */
const CAUSE = /^(?:[a-z][a-z .]{0,40}\*|async )/i;
/** WebKit's places of WebAssembly, now and before. */
const WASM = /^\[wasm[ -]code\]$/;
/** Of React Native's bytecode there is one file, which is not named: `f@1:550772`. Prose has spaces. */
const BYTECODE = /^[^\s@]{1,200}@(?=\d{1,9}:\d{1,9}$)/;

/**
 * What Firefox and Safari write: `name@place`, or only a place.
 * https://firefox-source-docs.mozilla.org/js/SavedFrame/
 */
export function geckoCall(line: string): StackFrame | undefined {
  if (addressAt(line, 0)) return call('', placeOf(line));
  const at = separatorOf(line);
  const name = line.slice(0, at);
  // Rather prose: `Error: write to a@b.example`.
  if (at < 0 || name.includes(': ')) return undefined;
  return call(name.replace(CAUSE, ''), placeBehind(line, at + 1));
}

/** Both names and addresses may have an `@`: that between them is the first behind which an address begins. */
function separatorOf(line: string): number {
  const last = line.lastIndexOf('@');
  let at = line.indexOf('@');
  while (at < last && !addressAt(line, at + 1)) at = line.indexOf('@', at + 1);
  return at;
}

function placeBehind(line: string, at: number): StackFrame | undefined {
  const text = line.slice(at);
  if (WASM.test(text)) return {};
  return placeOf(BYTECODE.test(line) ? `<anonymous>:${text}` : text);
}
