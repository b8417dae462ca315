import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { walk } from 'estree-walker';
import { MagicString } from 'magic-string';

const NAME = '@rrweb/record';

/** Members of nodes that rrweb reads, and whose place a form's controls may take. */
const MEMBERS = new Set(
  (
    'attributes childNodes classList closest getAttribute getRootNode hasAttribute isConnected matches nodeName nodeType ' +
    'ownerDocument ownerSVGElement parentElement parentNode removeEventListener scrollLeft scrollTop setAttribute ' +
    'shadowRoot style tagName'
  ).split(' '),
);

/** Methods for what is not recorded: frames of other origins, and what is drawn on canvases call by call. */
const UNUSED = new Set(
  (
    'flushPendingCanvasMutationFor flushPendingCanvasMutations handleMessage initCanvasMutationObserver ' +
    'patchRootIdOnNode replaceIdOnNode replaceIds replaceStyleIds startPendingCanvasMutationFlusher ' +
    'startRAFTimestamping transformCrossOriginEvent'
  ).split(' '),
);

/** What of rrweb is another. */
const CHANGES = [
  // The CSSOM does not tell all of a style.
  [/ruleStringified = rule\.cssText\b/, 'ruleStringified = ruleText(rule, mirror)'],
  [
    /cssText = stringifyStylesheet\(\s*n\.sheet\s*\)/,
    'cssText = styleText(n, stringifyStylesheet, absolutifyURLs)',
  ],
  // It would leave two methods of its own when it ends, and the document a property.
  [
    /(?=win\.CSSStyleSheet\.prototype\.addRule = )/,
    'const { addRule, removeRule } = win.CSSStyleSheet.prototype;\n',
  ],
  [
    /(?=win\.CSSStyleSheet\.prototype\.insertRule = insertRule;)/,
    'Object.assign(win.CSSStyleSheet.prototype, { addRule, removeRule });\n',
  ],
  [
    /(callbackWrapper\(\(\) => \{\s*)Object\.defineProperty\(host2, "adoptedStyleSheets"[^}]*\}\)/,
    '$1delete host2.adoptedStyleSheets',
  ],
  // The page may have replaced those of the window.
  [/globalThis\[key\]/, '{ Element, MutationObserver, Node, ShadowRoot }[key]'],
  // A frame of `javascript:` loads nothing.
  [/iframeEl\.src === ""/, '/^(?:javascript:|$)/.test(iframeEl.src)'],
];

/**
 * Rollup plugin: makes rrweb a module of `folder`, which goes to the browser as ours do: it reads nodes as
 * `core/src/browser/dom.ts` does, and listens outside every zone.
 */
export function guardedRrweb(folder) {
  const id = `${folder}/src/rrweb.js`;
  return {
    name: 'guarded-rrweb',
    resolveId: (source) => (source === NAME ? id : null),
    load: (given) => (given === id ? changed(readFileSync(fileOf(folder), 'utf8')) : null),
    transform(code, given) {
      if (given !== id) return null;
      const source = new MagicString(code);
      source.prepend(
        "import { addListener, listOf, unclobbered } from '@firsthand/core';\n" +
          "import { ruleText, styleText } from './css-text.js';\n",
      );
      walk(this.parse(code), {
        enter(node) {
          if (isUnused(node)) {
            source.remove(node.start, node.end);
            this.skip();
          } else if (isArrayFrom(node))
            source.overwrite(node.callee.start, node.callee.end, 'listOf');
          else if (isListening(node)) replaceCall(node, source);
          else if (isMember(node)) wrap(node.object, source);
        },
      });
      return { code: source.toString(), map: null };
    },
  };
}

function changed(code) {
  return CHANGES.reduce((source, [found, text]) => {
    if (!found.test(source)) throw new Error(`rrweb has changed: there is no ${found} in it`);
    return source.replace(found, text);
  }, code);
}

function fileOf(folder) {
  return createRequire(`${folder}/package.json`)
    .resolve(NAME)
    .replace(/\.cjs$/, '.js');
}

function isUnused({ type, key }) {
  return type === 'MethodDefinition' && UNUSED.has(key.name);
}

function isMember({ type, computed, object, property }) {
  return (
    type === 'MemberExpression' &&
    !computed &&
    MEMBERS.has(property.name) &&
    !/^(?:ThisExpression|Super)$/.test(object.type)
  );
}

function wrap({ start, end }, source) {
  source.appendRight(start, 'unclobbered(').appendLeft(end, ')');
}

/** Old libraries put one of their own in its place. */
function isArrayFrom({ type, callee }) {
  return (
    type === 'CallExpression' &&
    callee.type === 'MemberExpression' &&
    callee.object.name === 'Array' &&
    callee.property.name === 'from'
  );
}

function isListening({ type, callee }) {
  return (
    type === 'CallExpression' &&
    callee.type === 'MemberExpression' &&
    callee.property.name === 'addEventListener'
  );
}

/** `target.addEventListener(type, listener)` becomes `addListener(target, [type, listener])`. */
function replaceCall({ callee, end }, source) {
  const { object } = callee;
  source.appendRight(object.start, 'addListener(');
  // The parenthesis of the call becomes the bracket of the list.
  source.overwrite(object.end, source.original.indexOf('(', callee.end) + 1, ', [');
  source.appendLeft(end - 1, ']');
}
