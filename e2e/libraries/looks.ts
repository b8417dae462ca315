import { mountScreen, type Screen } from '../../packages/console/src/replay/screen.js';
import type { Loaded } from '../../packages/console/src/replay/records.js';

/** What shows nothing, or is not recorded. */
const SKIPPED = 'script,style,link,meta,base,title,template,noscript';
const PROPERTIES = (
  'display visibility opacity color font-size font-weight line-height transform z-index position overflow-x ' +
  'padding-top padding-right padding-bottom padding-left margin-top margin-right margin-bottom margin-left ' +
  'background-color background-image background-size border-top-width border-top-color border-left-width ' +
  'border-left-color border-top-left-radius transition-property transition-duration content'
).split(' ');

/** How every element of a page looks, also in shadow trees and frames: the same in a page and in its replay. */
export function looks(page: Document): string[] {
  const lines: string[] = [];
  const element = (node: Element, path: string) => {
    if (node.matches(SKIPPED)) return;
    const name = `${path} > ${node.localName}${node.id && `#${node.id}`}`;
    for (const pseudo of ['', '::before']) {
      const style = (node.ownerDocument.defaultView as Window).getComputedStyle(node, pseudo);
      if (pseudo && style.content === 'none') continue;
      const shown = PROPERTIES.map((property) => `${property}:${style.getPropertyValue(property)}`);
      lines.push(`${name}${pseudo} ${shown.join(' ')}`);
    }
    const { x, y, width, height } = node.getBoundingClientRect();
    const place = [x, y, width, height, node.scrollLeft, node.scrollTop].map(Math.round);
    lines.push(`${name} at ${place.join()}${isOnTop(node) ? ' on top' : ''} ${ownText(node)}`);
    for (const child of node.shadowRoot?.children ?? []) element(child, `${name} #shadow`);
    for (const child of node.children) element(child, name);
    const inner = node.localName === 'iframe' && (node as HTMLIFrameElement).contentDocument;
    if (inner && inner.body) element(inner.body, `${name} ${inner.compatMode}`);
  };
  element(page.body, page.compatMode);
  return lines;
}

const isOnTop = (node: Element) => node.matches(':modal,:popover-open');

const ownText = (node: Element) =>
  Array.from(node.childNodes, (child) => (child.nodeType === 3 ? child.nodeValue?.trim() : ''))
    .filter(Boolean)
    .join(' ');

let screen: Screen | undefined;

/** Shows a recording as the console does. */
export function show(records: readonly Loaded[]): void {
  screen?.destroy();
  document.body.textContent = '';
  screen = mountScreen({
    root: document.body,
    records,
    speed: 1,
    onResize: () => {},
    onFault(fault) {
      throw fault;
    },
  });
}

/** Goes to an epoch time. */
export function seek(time: number): void {
  screen?.pause(time);
}

export function looksShown(): string[] | undefined {
  const shown = screen?.frame.contentDocument;
  return shown?.body ? looks(shown) : undefined;
}
