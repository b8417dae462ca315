import type { ViewInProgress } from './view.js';

/** A node as rrweb serialises it. */
interface Node {
  type: number;
  id: number;
  childNodes?: Node[];
  [field: string]: unknown;
}

/** What a page looks like, and the nodes of it that somebody uses. */
export interface ShopPage {
  document: Node;
  /** By id. */
  search: number;
  button: number;
}

/** rrweb's types of nodes. */
const [DOCUMENT, DOCTYPE, ELEMENT, TEXT] = [0, 1, 2, 3] as const;

const STYLE = `body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#222;background:#f6f5f2}
header{display:flex;gap:24px;align-items:center;padding:16px 32px;background:#1f3a34;color:#fff}
input{flex:1;padding:8px 12px;border:0;border-radius:6px}
main{max-width:960px;margin:32px auto;padding:0 16px}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:24px}
.card{background:#fff;border-radius:10px;padding:16px}.card i{display:block;height:140px;border-radius:6px;background:#cfdcd5}
button{padding:10px 16px;border:0;border-radius:6px;background:#d9622b;color:#fff;font:inherit}
p.long{height:900px}`;

const PRODUCTS = ['Desk lamp', 'Oak stool', 'Linen throw', 'Wall shelf', 'Mug, set of 2', 'Rug'];

/** A simple page of the shop, as a full snapshot has it. */
export function shopPage({ reference, page }: ViewInProgress): ShopPage {
  let id = 0;
  const number = () => (id += 1);
  const text = (content: string): Node => ({ type: TEXT, textContent: content, id: number() });
  const element = (tag: string, attributes: Record<string, string>, children: Node[]): Node => {
    const own = number();
    return { type: ELEMENT, tagName: tag, attributes, childNodes: children, id: own };
  };
  const simple = (tag: string, content: string) => element(tag, {}, [text(content)]);
  const search = element('input', { type: 'search', placeholder: 'Search' }, []);
  const cards = PRODUCTS.map((product, index) => {
    const button = simple('button', page.name === '/checkout' ? 'Pay now' : 'Add to cart');
    const price = `${19 + index * 12}.00`;
    return {
      button,
      card: element('div', { class: 'card' }, [
        element('i', {}, []),
        simple('h3', product),
        simple('p', price),
        button,
      ]),
    };
  });
  const body = element('body', {}, [
    element('header', {}, [simple('strong', 'Shop'), search]),
    element('main', {}, [
      simple('h1', page.name === '/' ? 'Summer sale' : reference.url),
      element(
        'div',
        { class: 'grid' },
        cards.map(({ card }) => card),
      ),
      element('p', { class: 'long' }, [text('Free delivery from 50.')]),
    ]),
  ]);
  const head = element('head', {}, [simple('title', 'Shop'), simple('style', STYLE)]);
  const doctype = { type: DOCTYPE, name: 'html', publicId: '', systemId: '', id: number() };
  const html = element('html', { lang: 'en' }, [head, body]);
  const document = { type: DOCUMENT, childNodes: [doctype, html], id: number() };
  return { document, search: search.id, button: cards[0]?.button.id ?? body.id };
}
