import { walk } from 'estree-walker';
import { MagicString } from 'magic-string';

/**
 * Rollup plugin: writes a module's functions as expressions in parentheses, `const f = ((a) => { … })`. V8 takes them
 * for functions that run at once, and compiles them with the file, off the main thread while it is loaded; others it
 * compiles on the main thread when they are first called. Rolldown's minifier keeps the parentheses, esbuild's and
 * terser's do not. https://v8.dev/blog/preparser#pife
 *
 * What costs more bytes than it saves time is left alone: methods, and functions whose body is an expression.
 */
export function eagerFunctions() {
  return {
    name: 'eager-functions',
    renderChunk(code) {
      const program = this.parse(code);
      const source = new MagicString(code);
      hoistFunctions(program, source);
      walk(program, {
        enter(node, parent) {
          if (node.type === 'FunctionDeclaration' && parent === program) declare(node, source);
          else if (isExpressionWithBlock(node) && parent.value !== node) wrap(node, source);
        },
      });
      return { code: source.toString(), map: source.generateMap({ hires: 'boundary' }) };
    },
  };
}

/** Moves functions, with their comments, before the first statement that may call one, as the engine hoists them. */
function hoistFunctions({ start, body }, source) {
  let top;
  let end = start;
  for (const statement of body) {
    const isFunction = statement.type === 'FunctionDeclaration';
    if (isFunction && top !== undefined) source.move(end, statement.end, top);
    else if (!isFunction && mayCall(statement)) top ??= end;
    end = statement.end;
  }
}

/** Whether a statement may call a function as the module is evaluated. */
function mayCall(statement) {
  return contains(statement, ({ type }) => /^(Call|New|TaggedTemplate)Expression$/.test(type));
}

/** Makes a constant of a declaration: an arrow function, unless it has a `this`. */
function declare(node, source) {
  const { async, body, end, generator, id, start } = node;
  // V8 does not take `(async () => …)` for one that runs at once.
  const isArrow = !async && !generator && !hasThis(node);
  const keyword = isArrow ? '' : generator ? 'function*' : 'function';
  source.overwrite(start, id.end, `const ${id.name} = (${async ? 'async ' : ''}${keyword}`);
  if (isArrow) source.appendLeft(body.start, '=> ');
  source.appendLeft(end, ');');
}

/** Whether a function uses what an arrow function has not of its own. */
function hasThis(node) {
  return contains(
    node,
    ({ name, type }) =>
      type === 'ThisExpression' || type === 'MetaProperty' || name === 'arguments',
  );
}

function isExpressionWithBlock({ body, type }) {
  return /^(Arrow)?FunctionExpression$/.test(type) && body.type === 'BlockStatement';
}

function wrap({ start, end }, source) {
  source.appendRight(start, '(');
  source.appendLeft(end, ')');
}

/** Whether there is a node of a kind in a tree, functions in it left out. */
function contains(tree, isMeant) {
  let found = false;
  walk(tree, {
    enter(node) {
      if (node !== tree && /Function/.test(node.type)) this.skip();
      else if (isMeant(node)) found = true;
    },
  });
  return found;
}
