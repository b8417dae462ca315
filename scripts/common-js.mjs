import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Rollup output options: a package once more, for `require`, as Jest and older tools call it. Below `dist/cjs`, where a
 * `package.json` says that `.js` and `.d.ts` are CommonJS: the declarations are the same text.
 * https://nodejs.org/api/packages.html#type
 */
export const commonJs = {
  entryFileNames: 'cjs/[name].js',
  // Jest runs no `import()` in its default mode.
  dynamicImportInCjs: false,
  exports: 'named',
  plugins: [{ name: 'common-js', writeBundle: writeTypes }],
};

function writeTypes({ dir }, bundle) {
  const write = (file, text) => {
    const path = join(dir, 'cjs', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  write('package.json', '{ "type": "commonjs" }\n');
  for (const [file, { source }] of Object.entries(bundle)) {
    if (file.endsWith('.d.ts')) write(file, withModes(String(source)));
  }
}

/** TypeBox is ESM alone, of which CommonJS may import types if it says so. https://www.typescriptlang.org/tsconfig/#node16 */
function withModes(types) {
  return types.replace(
    /^import (?:type )?(\{.*\}) from '(typebox[^']*)';$/gm,
    "import type $1 from '$2' with { 'resolution-mode': 'import' };",
  );
}
