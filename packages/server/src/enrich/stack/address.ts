/** URLs, those without a host that engines and bundlers write, and paths of Unix and Windows. */
const ADDRESS =
  /[a-z][a-z\d+.-]{0,40}:\/\/|(?:blob|data|javascript|about|node|user-script|webpack(?:-internal)?):|[a-z]:[\\/]|\/|\\\\/iy;

/** What is taken for a file without an address: `index.android.bundle`, or as `//# sourceURL=` names it. */
const SCRIPTS = new Set(
  'js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte,astro,html,htm,bundle,jsbundle,hbc,wasm'.split(','),
);

/** Whether an absolute address begins there. */
export function addressAt(text: string, index: number): boolean {
  ADDRESS.lastIndex = index;
  return ADDRESS.test(text);
}

/** Whether a text is a relative path of a script, rather than prose. */
export function isScriptName(text: string): boolean {
  const [path = ''] = text.split(/[?#]/, 1);
  return !/[\s()@]/.test(path) && SCRIPTS.has(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}
