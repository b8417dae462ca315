import { createMasking, type PrivacyLevel } from '@firsthand/privacy';

/** What a page shows, as it may be compared: elements and attributes, texts, styles, states. */
export type Outline = string[];

export interface OutlineOptions {
  level: PrivacyLevel;
  /** A replay is masked already. */
  isReplay?: boolean;
}

/** Not in a replay, or said there in another way; in frames the player has a style sheet of its own. */
const SKIPPED = 'script,noscript,template,link,meta,base,title,html > style';
/** Addresses are absolute in a replay; these are compared by other tests. */
const UNCOMPARED =
  /^(?:href|xlink:href|src|srcset|poster|action|formaction|value|checked|selected|open|rr_.*|autocomplete|on\w+|srcdoc)$/;
/** What the player adds. */
const PLAYERS = /rr-block|noscript|rrweb-paused/;
/** By which the player shows an element as pointed at. */
const HOVER_TWIN = /, [^,{]*\\:hover[^,{\s]*/g;
const TEXT_FIELD = 'textarea,input:is([type=text],[type=password],[type=email],:not([type]))';

/** The outline of a page as its recorder has to mask it, or of its replay. */
export function outline(page: Document, { level, isReplay = false }: OutlineOptions): Outline {
  const lines: string[] = [];
  const masking = createMasking({ defaultPrivacyLevel: level });
  const say = (depth: number, line: string) => lines.push('  '.repeat(depth) + line);
  const isHidden = (node: Element) => masking.levelOf(node) === 'hidden';

  const text = (nodes: Node[], depth: number) => {
    const shown = nodes
      .map((node) => {
        const content = node.textContent ?? '';
        if (isReplay) return content;
        return masking.maskText(content, node.parentElement, masking.levelOf(node));
      })
      .join('');
    if (shown.trim()) say(depth, JSON.stringify(shown.trim().replace(/\s+/g, ' ')));
  };

  const children = (parent: Node, depth: number) => {
    let texts: Node[] = [];
    for (const node of [...parent.childNodes, undefined]) {
      if (node?.nodeType === Node.TEXT_NODE) {
        texts.push(node);
      } else if (node?.nodeType !== Node.COMMENT_NODE) {
        if (!/^(?:TEXTAREA|STYLE|HEAD|HTML)$/.test(parent.nodeName)) text(texts, depth);
        texts = [];
        if (node?.nodeType === Node.ELEMENT_NODE) element(node as HTMLElement, depth);
      }
    }
  };

  const element = (node: HTMLElement, depth: number) => {
    if (node.matches(SKIPPED)) return;
    if (isHidden(node)) {
      const { width, height } = node.getBoundingClientRect();
      return say(depth, `${node.localName} ${Math.round(width)} by ${Math.round(height)}`);
    }
    say(depth, [node.localName, ...attributes(node)].join(' '));
    for (const state of states(node)) say(depth + 1, `= ${state}`);
    if (node.shadowRoot) {
      say(depth + 1, '#shadow');
      styles(node.shadowRoot, depth + 2);
      children(node.shadowRoot, depth + 2);
    }
    children(node, depth + 1);
    const inner = node.localName === 'iframe' && (node as HTMLIFrameElement).contentDocument;
    if (!inner) return;
    styles(inner, depth + 1);
    children(inner, depth + 1);
  };

  const attributes = (node: HTMLElement) =>
    Array.from(node.attributes)
      .filter(({ name }) => !UNCOMPARED.test(name))
      .flatMap(({ name, value }) => {
        const shown = isReplay
          ? value.replace(/ ?:hover/, '')
          : masking.maskAttribute(node, { name, value }, masking.levelOf(node));
        if (shown === null || (name === 'class' && !shown)) return [];
        return [`${name}=${JSON.stringify(name === 'style' ? normalized(shown) : shown)}`];
      })
      .toSorted();

  /** What is no attribute. */
  const states = (node: HTMLElement): string[] => {
    const said: string[] = [];
    const level = masking.levelOf(node);
    const shows = masking.showsInput(node, level);
    if (node.matches(TEXT_FIELD)) {
      const { value } = node as HTMLInputElement;
      said.push(`value ${isReplay ? value : masking.maskInputValue(value, node, level)}`);
    } else if (shows && node.matches('input,select')) {
      const { value, checked } = node as HTMLInputElement;
      said.push(
        node.matches('[type=checkbox],[type=radio]') ? `checked ${checked}` : `value ${value}`,
      );
    }
    if (node.matches('dialog,details')) said.push(`open ${(node as HTMLDialogElement).open}`);
    if (node.scrollTop) said.push(`scrolled ${Math.round(node.scrollTop)}`);
    return said;
  };

  const styles = (root: Document | ShadowRoot, depth: number) => {
    const level = masking.levelOf(root);
    for (const sheet of [...Array.from(root.styleSheets), ...root.adoptedStyleSheets]) {
      for (const { cssText } of imported(sheet)) {
        if (PLAYERS.test(cssText)) continue;
        const shown = isReplay ? cssText.replace(HOVER_TWIN, '') : masking.maskCss(cssText, level);
        say(depth, `@ ${normalized(shown)}`);
      }
    }
  };

  styles(page, 0);
  element(page.body, 0);
  return lines;
}

/** The rules of a style sheet and of those that it imports: a replay has them in one. */
function imported({ cssRules }: CSSStyleSheet): CSSRule[] {
  return Array.from(cssRules).flatMap((rule) =>
    rule instanceof CSSImportRule && rule.styleSheet ? imported(rule.styleSheet) : rule,
  );
}

function normalized(css: string): string {
  return css.replace(/\s+/g, ' ').replace(/; ?\}/g, ' }').replace(/;\s*$/, '').trim();
}
