import type { RumEvent } from '@firsthand/protocol';
import { describe, expect, it } from 'vitest';
import { errorStack } from '../src/enrich/error-stack.js';

const a = 'https://a.example';
const uuid = '6c1f6c1e-5d3b-4f0e-9a55-3f0c2f5d8a11';

/** Frames as `function, file:line:column`. */
function read(stack: string, message = 'not in the stack'): string[] {
  const event = { type: 'error', error: { message, source: 'source', stack } } as RumEvent;
  const frames = errorStack(event).error?.frames ?? [];
  return frames.map(({ function: name, file = '?', line, column }) =>
    [name ?? '', [file, line, column].filter((part) => part !== undefined).join(':')].join(', '),
  );
}

type Row = [line: string, frame: string | undefined];

const chromium: Row[] = [
  [`go (${a}/app.js:1:2)`, `go, ${a}/app.js:1:2`],
  [`${a}/app.js:1:2`, `, ${a}/app.js:1:2`],
  [`<anonymous> (${a}/app.js:1:2)`, `, ${a}/app.js:1:2`],
  [`Foo.bar (${a}/app.js:1:2)`, `Foo.bar, ${a}/app.js:1:2`],
  [`Foo.bar [as baz] (${a}/app.js:1:2)`, `Foo.bar [as baz], ${a}/app.js:1:2`],
  [`new Foo (${a}/app.js:1:2)`, `new Foo, ${a}/app.js:1:2`],
  [`async go (${a}/app.js:1:2)`, `go, ${a}/app.js:1:2`],
  [`async Foo.bar [as baz] (${a}/(g)/p.js:3:4)`, `Foo.bar [as baz], ${a}/(g)/p.js:3:4`],
  [`async ${a}/b.js:3:4`, `, ${a}/b.js:3:4`],
  ['async Promise.all (index 0)', undefined],
  ['Array.map (<anonymous>)', undefined],
  ['new Promise (<anonymous>)', undefined],
  ['Array.forEach (native)', undefined],
  ['native', undefined],
  ['<anonymous>', undefined],
  ['<anonymous>:1:7', undefined],
  ['run (<anonymous>:1:7)', 'run, ?:1:7'],
  [
    `HTMLButtonElement.<anonymous> (${a}/app.js:1:2)`,
    `HTMLButtonElement.<anonymous>, ${a}/app.js:1:2`,
  ],
  [`Object.a (b) [as c] (${a}/app.js:1:2)`, `Object.a (b) [as c], ${a}/app.js:1:2`],
  [`get total [as total] (${a}/app.js:1:2)`, `get total [as total], ${a}/app.js:1:2`],
  [`Module../src/x.js (${a}/app.js:1:2)`, `Module../src/x.js, ${a}/app.js:1:2`],
  [`eval (eval at f (${a}/f.js:1:2), <anonymous>:3:4)`, `eval, ${a}/f.js:1:2`],
  [
    `eval (eval at f (eval at g (${a}/(g)/f.js:1:2), <anonymous>:3:4), <anonymous>:5:6)`,
    `eval, ${a}/(g)/f.js:1:2`,
  ],
  ['eval (eval at evaluate (:302:30), <anonymous>:1:8)', 'eval, ?:1:8'],
  ['eval (webpack-internal:///(app)/./x.js:1:2)', 'eval, webpack-internal:///(app)/./x.js:1:2'],
  [
    'go (webpack:///./src/App.vue?vue&type=script&lang=ts:12:8)',
    'go, webpack:///./src/App.vue?vue&type=script&lang=ts:12:8',
  ],
  [`mod.crash (${a}/m.wasm:wasm-function[7]:0x1a3)`, `mod.crash, ${a}/m.wasm`],
  [`${a}/m.wasm:wasm-function[8]:0x1b0`, `wasm-function[8], ${a}/m.wasm`],
  ['wasm://wasm/0002f63a:wasm-function[54]:0xb65c', 'wasm-function[54], wasm://wasm/0002f63a'],
  [`go (blob:${a}/${uuid}:1:2)`, `go, blob:${a}/${uuid}:1:2`],
  ['data:text/javascript;base64,dGhyb3cgMQ==:1:7', ', data:text/javascript:1:7'],
  [
    'go (data:text/javascript,function go() { throw (1) } go():1:23)',
    'go, data:text/javascript:1:23',
  ],
  [
    'go (file:///C:/Program Files (x86)/App/app.js:5:6)',
    'go, file:///C:/Program Files (x86)/App/app.js:5:6',
  ],
  ['C:\\Program Files (x86)\\App\\app.js:5:6', ', C:\\Program Files (x86)\\App\\app.js:5:6'],
  ['go (/srv/my app/index.js:5:6)', 'go, /srv/my app/index.js:5:6'],
  [
    'go (chrome-extension://aapbdbdomjkkjkaonfhkkikfgjllcleb/inject.js:1:2)',
    'go, chrome-extension://aapbdbdomjkkjkaonfhkkikfgjllcleb/inject.js:1:2',
  ],
  [
    'process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
    'process.processTicksAndRejections, node:internal/process/task_queues:95:5',
  ],
  [
    `${a}/_next/static/chunks/app/(group)/[slug]/page-1.js:1:126`,
    `, ${a}/_next/static/chunks/app/(group)/[slug]/page-1.js:1:126`,
  ],
  [`go (${a}/my app/file name.js:1:2)`, `go, ${a}/my app/file name.js:1:2`],
  [`go (${a}:8443/app.js?v=1:2&t=(x)#/r:1:2)`, `go, ${a}:8443/app.js?v=1:2&t=(x)#/r:1:2`],
  ['go (http://[2001:db8::1]:3000/app.js:1:2)', 'go, http://[2001:db8::1]:3000/app.js:1:2'],
  ['http://localhost:3000/:12:5', ', http://localhost:3000/:12:5'],
  [`go (${a}/npm/@org/y@1.2.3/+esm:1:2)`, `go, ${a}/npm/@org/y@1.2.3/+esm:1:2`],
  ['go (file:///android_asset/www/app.js:1:2)', 'go, file:///android_asset/www/app.js:1:2'],
  ['go (capacitor://localhost/main.js:1:2)', 'go, capacitor://localhost/main.js:1:2'],
  ['go (address at index.android.bundle:1:2345678)', 'go, index.android.bundle:1:2345678'],
  ['apply (native)', undefined],
  [
    'go (http://localhost:8081/index.bundle//&platform=ios&dev=true:9:8)',
    'go, http://localhost:8081/index.bundle//&platform=ios&dev=true:9:8',
  ],
  ['go (app.user.js:1:2)', 'go, app.user.js:1:2'],
  [
    `go (about://React/Server/file:///srv/x.js?0:1:2)`,
    `go, about://React/Server/file:///srv/x.js?0:1:2`,
  ],
  [`Global code (${a}/app.js:1:2)`, `Global code, ${a}/app.js:1:2`],
  [`Anonymous function (${a}/app.js:1:2)`, `Anonymous function, ${a}/app.js:1:2`],
  ['eval code (eval code:1:2)', undefined],
  ['go (unknown source)', undefined],
  ['noon (see chapter:1:2)', undefined],
  ['App', undefined],
  ['', undefined],
  ['10:32:15', undefined],
  [`${a}/help`, undefined],
  ['http://localhost:3000', undefined],
  [`go (${a}/app.js:1:2`, undefined],
  [`go (${a}/app...`, undefined],
];

const others: Row[] = [
  [`f@${a}/app.js:1:2`, `f, ${a}/app.js:1:2`],
  [`@${a}/app.js:1:2`, `, ${a}/app.js:1:2`],
  [`async*f@${a}/app.js:1:2`, `f, ${a}/app.js:1:2`],
  [`async*@${a}/app.js:1:2`, `, ${a}/app.js:1:2`],
  [`promise callback*f@${a}/app.js:1:2`, `f, ${a}/app.js:1:2`],
  [`EventListener.handleEvent*go/<@${a}/app.js:1:2`, `go/<, ${a}/app.js:1:2`],
  [`setTimeout handler*[2]</Foo/<@${a}/app.js:1:2`, `[2]</Foo/<, ${a}/app.js:1:2`],
  [`f@${a}/app.js line 3 > eval:1:7`, `f, ${a}/app.js:3`],
  [`f@${a}/app.js line 26 > eval line 2 > eval:1:30`, `f, ${a}/app.js:26`],
  [`anonymous@${a}/app.js line 3 > Function:1:7`, `anonymous, ${a}/app.js:3`],
  [`f@${a}/m.wasm:wasm-function[7]:0x1a3`, `f, ${a}/m.wasm`],
  [`f@${a}/app.js line 10 > WebAssembly.instantiate:wasm-function[0]:0x1e`, `f, ${a}/app.js:10`],
  [`k@${a}/@scope/pkg@1.2.3/x.js:1:2`, `k, ${a}/@scope/pkg@1.2.3/x.js:1:2`],
  [`@${a}/npm/@org/y.js:3:4`, `, ${a}/npm/@org/y.js:3:4`],
  [`exports["@x"]@${a}/app.js:1:2`, `exports["@x"], ${a}/app.js:1:2`],
  [`run/<@https://jane:pw@a.example/b.js#x:2:30`, `run/<, https://jane:pw@a.example/b.js#x:2:30`],
  [`@moz-extension://${uuid}/inject.js:1:2`, `, moz-extension://${uuid}/inject.js:1:2`],
  [`f@blob:${a}/${uuid}:1:2`, `f, blob:${a}/${uuid}:1:2`],
  ['f@blob::1:2', 'f, blob::1:2'],
  [
    'f@data:text/javascript,throw new Error("x@https://b.example/:1:2"):1:7',
    'f, data:text/javascript:1:7',
  ],
  ['onclick@javascript:void go():1:2', 'onclick, javascript::1:2'],
  ['f@debugger eval code:1:2', undefined],
  [`global code@${a}/app.js:20:1`, `global code, ${a}/app.js:20:1`],
  [`module code@${a}/app.js:20:1`, `module code, ${a}/app.js:20:1`],
  [`async f@${a}/app.js:20:1`, `f, ${a}/app.js:20:1`],
  [`${a}/app.js:1:2`, `, ${a}/app.js:1:2`],
  [`${a}/@scope/(group)/my app.js:1:2`, `, ${a}/@scope/(group)/my app.js:1:2`],
  ['forEach@[native code]', undefined],
  ['[native code]', undefined],
  ['eval code@', undefined],
  ['eval code@[native code]', undefined],
  ['eval code', undefined],
  ['f', undefined],
  ['wasm-function[42]@[wasm-code]', 'wasm-function[42], ?'],
  ['mymodule.wasm-function[run]@[wasm code]', 'mymodule.wasm-function[run], ?'],
  ['@[wasm code]', undefined],
  ['f@webkit-masked-url://hidden/:12:3', 'f, webkit-masked-url://hidden/:12:3'],
  [
    `f@safari-web-extension://${uuid}/inject.js:1:2`,
    `f, safari-web-extension://${uuid}/inject.js:1:2`,
  ],
  ['f@user-script:3:1:2', 'f, user-script:3:1:2'],
  [
    'f@file:///var/containers/Bundle/Application/My App.app/www/app.js:1:2',
    'f, file:///var/containers/Bundle/Application/My App.app/www/app.js:1:2',
  ],
  ['f@/private/var/mobile/main.jsbundle:1:2', 'f, /private/var/mobile/main.jsbundle:1:2'],
  ['f@index.android.bundle:1:2', 'f, index.android.bundle:1:2'],
  ['v@1:550772', 'v, ?:1:550772'],
  ['ask jane@10:30', undefined],
  ['jane@a.example:10:20', undefined],
  [`Error: write to f@${a}/help:1:2`, undefined],
];

describe('a call is read as a person would', () => {
  it.each(chromium)('at %s', (line, frame) => {
    expect(read(`Error: x\n    at ${line}\n    at last (${a}/z.js:9:9)`)).toEqual([
      ...(frame === undefined ? [] : [frame]),
      `last, ${a}/z.js:9:9`,
    ]);
  });

  it.each(others)('%s', (line, frame) => {
    expect(read(`${line}\nlast@${a}/z.js:9:9`)).toEqual([
      ...(frame === undefined ? [] : [frame]),
      `last, ${a}/z.js:9:9`,
    ]);
  });

  it.each([...chromium, ...others])(
    '%s, alone and with the line ends of Windows',
    (line, frame) => {
      const isOther = others.some(([other]) => other === line);
      expect(read(isOther ? `${line}\r\n` : `Error\r\n    at ${line}\r\n`)).toEqual(
        frame === undefined ? [] : [frame],
      );
    },
  );
});
