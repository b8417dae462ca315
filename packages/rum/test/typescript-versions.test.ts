import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

type TypeScript = typeof import('typescript');
type Options = import('typescript').CompilerOptions;

const require = createRequire(import.meta.url);
const folder = fileURLToPath(new URL('.', import.meta.url)).replaceAll('\\', '/');

/** TypeScript's own, and TypeBox's, which would take a quarter of a minute: they pass in both versions. */
const ELSEWHERE = /\/(?:typebox\/|lib\.[^/]+$)/;

/** What people write, against the declarations that are published: `dist` of all packages that come with this one. */
const esm = `
  import { createRum, defaultCollectors, defineCollector, init, rum } from '@firsthand/rum';
  import { init as slim } from '@firsthand/rum/slim';
  import { errors } from '@firsthand/collectors/errors';
  import { webVitals } from '@firsthand/collectors/web-vitals';
  export * as parts from '@firsthand/collectors';
  export * as core from '@firsthand/core';
  export * as privacy from '@firsthand/privacy';
  export * as protocol from '@firsthand/protocol';
  export * as expand from '@firsthand/protocol/expand';
  export * as query from '@firsthand/protocol/query';
  export * as records from '@firsthand/protocol/replay';
  export * as replay from '@firsthand/replay';
  export * as routes from '@firsthand/rum/route-views';
  export * as transport from '@firsthand/transport';

  declare const version: string | undefined;
  init({
    applicationId: 'a',
    version,
    service: undefined,
    beforeSend(event) {
      if (event.type === 'error' && event.error.message) return false;
      return undefined;
    },
  });
  const copies = defineCollector('copies', ({ emit, signal }) => {
    addEventListener('copy', (event) => emit('custom_copy', {}, event.timeStamp), { signal });
  });
  createRum().init({ applicationId: 'b', collectors: [...defaultCollectors(), copies()] });
  slim({ applicationId: 'c', collectors: [errors(), webVitals()] });

  interface Cart { items: string[]; voucher?: string }
  class Order { id = '1'; pay() {} }
  declare const cart: Cart;
  rum.addAction('typed', cart);
  rum.addAction('typed', new Order());
  rum.addError(new Error('x'), cart);
  rum.setGlobalContext(cart);
  rum.setUser({ id: '1', name: undefined, roles: ['a'] });
  rum.setUser(cart);
  rum.setAccount(new Order());
  // @ts-expect-error -- an account has an id
  rum.setAccount({ name: 'acme' });
`;

const commonJs = `
  import firsthand = require('@firsthand/rum');
  import slim = require('@firsthand/rum/slim');
  import collectors = require('@firsthand/collectors/errors');
  import * as core from '@firsthand/core';
  import * as protocol from '@firsthand/protocol';
  import * as query from '@firsthand/protocol/query';

  interface Cart { items: string[] }
  declare const cart: Cart;
  declare const event: protocol.RumEvent;
  firsthand.rum.addAction(event.type, cart);
  slim.init({ applicationId: 'a', collectors: [collectors.errors()] });
  export = [core, protocol, query];
`;

const lowest = require('typescript-5.4') as TypeScript;
const current = require('typescript') as TypeScript;

describe.each([lowest, current])('the published types, by TypeScript $version', (typescript) => {
  const { ESNext, Node16 } = typescript.ModuleKind;
  const { Bundler, Node16: resolveNode16 } = typescript.ModuleResolutionKind;

  it('compile for a bundler', () => {
    const options = { module: ESNext, moduleResolution: Bundler };
    expect(faultsOf(typescript, options, { 'user.mts': esm })).toEqual([]);
  });

  it('compile for Node.js, as ESM and CommonJS', () => {
    const options = { module: Node16, moduleResolution: resolveNode16 };
    const files = { 'user.mts': esm, 'user.cts': commonJs };
    expect(faultsOf(typescript, options, files)).toEqual([]);
  });
});

/** Of files that are not there: they would be among this package's. */
function faultsOf(typescript: TypeScript, how: Options, files: Record<string, string>): string[] {
  const options: Options = {
    ...how,
    target: typescript.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const host = typescript.createCompilerHost(options);
  const { fileExists, readFile } = host;
  const textOf = (path: string) =>
    path.startsWith(folder) ? files[path.slice(folder.length)] : undefined;
  host.fileExists = (path) => textOf(path) !== undefined || fileExists.call(host, path);
  host.readFile = (path) => textOf(path) ?? readFile.call(host, path);
  const { getSourceFile } = host;
  host.getSourceFile = (path, version, ...rest) => {
    const text = textOf(path);
    return text === undefined
      ? getSourceFile.call(host, path, version, ...rest)
      : typescript.createSourceFile(path, text, version);
  };
  const paths = Object.keys(files).map((file) => folder + file);
  const program = typescript.createProgram(paths, options, host);
  const checked = program.getSourceFiles().filter(({ fileName }) => !ELSEWHERE.test(fileName));
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...checked.flatMap((file) => program.getSemanticDiagnostics(file)),
  ].map((fault) => typescript.formatDiagnostic(fault, host));
}
