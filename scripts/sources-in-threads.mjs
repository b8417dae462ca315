import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Lets Node run TypeScript as it is: sources name each other as `.js`, by which name they are built. */
registerHooks({
  resolve(specifier, context, next) {
    const url = /^(?:\.|file:)/.test(specifier) && new URL(specifier, context.parentURL);
    if (!url || !url.pathname.endsWith('.js') || existsSync(fileURLToPath(url)))
      return next(specifier, context);
    return next(url.href.replace(/js$/, 'ts'), context);
  },
});
