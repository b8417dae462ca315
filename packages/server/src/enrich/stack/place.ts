import type { StackFrame } from '@firsthand/protocol/query';
import { addressAt, isScriptName } from './address.js';

const ANONYMOUS = '<anonymous>';
const LONGEST_POSITION = ':123456789:123456789'.length;
const POSITION = /:(\d{1,9}):(\d{1,9})$/;
const WASM_FUNCTION = ':wasm-function[';
/** https://webassembly.github.io/spec/web-api/#conventions */
const WASM_POSITION = /^:(wasm-function\[\d{1,9}\]):0x[\da-f]{1,16}$/i;
/** Firefox: `app.js line 3 > eval line 1 > Function:1:7`, the outermost first. */
const EVALUATED = / line (\d{1,9}) > /;
/** Whose address is the code itself. */
const INLINE = /^(?:data:[^;,]{0,100}|javascript:)/i;

/** `address:line:column`, read from its end. Of code that was evaluated the file and line that did so. */
export function placeOf(text: string): StackFrame | undefined {
  const [position = '', line, column] = POSITION.exec(text.slice(-LONGEST_POSITION)) ?? [];
  if (!position) return wasmPlaceOf(text);
  const address = text.slice(0, -position.length);
  const place = { line: Number(line), column: Number(column) };
  if (address === ANONYMOUS) return place;
  return isAddress(address) ? within(address, place) : undefined;
}

/** Its offset in bytes is neither line nor column. */
function wasmPlaceOf(text: string): StackFrame | undefined {
  const at = text.lastIndexOf(WASM_FUNCTION);
  const name = at < 0 ? undefined : WASM_POSITION.exec(text.slice(at))?.[1];
  const address = text.slice(0, at);
  return name && isAddress(address) ? within(address, { function: name }) : undefined;
}

function within(address: string, { column, ...place }: StackFrame): StackFrame {
  const evaluated = EVALUATED.exec(address);
  if (evaluated)
    return { ...place, file: address.slice(0, evaluated.index), line: Number(evaluated[1]) };
  const file = INLINE.exec(address)?.[0] ?? address;
  return { ...place, file, ...(column !== undefined && { column }) };
}

function isAddress(text: string): boolean {
  return addressAt(text, 0) || isScriptName(text);
}
