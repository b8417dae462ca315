/** An operation of a GraphQL document, as far as it is known. */
export interface GraphQlOperation {
  type: (typeof TYPES)[number];
  name: string | undefined;
}

const TYPES = ['query', 'mutation', 'subscription'] as const;
/** Of longer documents the rest is not read: a moment's work on the page's main thread. */
const MAX_READ = 131_072;
/**
 * Block strings, strings and comments, whose content is none of ours; names, and what opens and closes.
 * https://spec.graphql.org/October2021/#sec-Appendix-Grammar-Summary
 */
const TOKEN = /"""(?:\\"""|[^])*?(?:"""|$)|"(?:\\.|[^"\\\n\r])*"?|#[^\n\r]*|\w+|[@{}()[\]]/g;

/**
 * The operation of a document that runs: the one of that name, else the only one. Of several without a name, and of a
 * document that is too long to know, none.
 */
export function operationOf(document: string, name?: string): GraphQlOperation | undefined {
  const operations = operationsIn(document.slice(0, MAX_READ));
  const isAlone = operations.length === 1 && document.length <= MAX_READ;
  return (
    operations.find((operation) => name && operation.name === name) ??
    (isAlone ? operations[0] : undefined)
  );
}

/** A definition is what stands before braces, outside of others: `query Name ($id: ID!) @directive {`. */
function operationsIn(document: string): GraphQlOperation[] {
  const operations: GraphQlOperation[] = [];
  let head: string[] = [];
  let depth = 0;
  for (const [token] of document.matchAll(TOKEN)) {
    if (/^["#]/.test(token)) continue;
    if (!depth) head.push(token);
    if (!depth && token === '{') {
      const [first, second = ''] = head;
      const type = first === '{' ? 'query' : TYPES.find((each) => each === first);
      if (type) operations.push({ type, name: /\w/.test(second) ? second : undefined });
      head = [];
    }
    if ('{(['.includes(token)) depth += 1;
    if ('})]'.includes(token)) depth -= 1;
  }
  return operations;
}
