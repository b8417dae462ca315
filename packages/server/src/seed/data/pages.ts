/** The pages of the shop, by their names as views. */
export type PageName =
  | '/'
  | '/products/?'
  | '/products/?/reviews'
  | '/search'
  | '/cart'
  | '/checkout'
  | '/checkout/done'
  | '/account/orders/?';

export interface Page {
  name: PageName;
  /** Share of visits that begin here, in percent. */
  entry: number;
  /** Where visitors go next, in percent; the rest leaves. */
  next: readonly (readonly [PageName, number])[];
  /** Actions that a view has on average. */
  actions: number;
  clicks: readonly Click[];
  /** Requests to the back end that a view makes, each with how long it takes on average, in milliseconds. */
  calls: readonly Call[];
  /** Pictures that a view loads, on average. */
  images: number;
  /** What is painted largest. */
  largest: string;
  /** How long half of the visitors stay, in seconds. */
  stay: number;
}

export type Call = readonly [method: string, path: string, time: number];

export interface Click {
  name: string;
  selector: string;
  weight: number;
  call?: Call;
  /** What it does to the cart, in pieces. */
  cart?: number;
}

const click = (name: string, selector: string, weight: number): Click => ({
  name,
  selector,
  weight,
});

export const PAGES: readonly Page[] = [
  {
    name: '/',
    entry: 44,
    next: [
      ['/products/?', 50],
      ['/search', 22],
      ['/cart', 3],
      ['/account/orders/?', 5],
    ],
    actions: 0.88,
    clicks: [
      click('Summer sale', 'a.hero__link', 3),
      click('Search', 'header > form.search > button', 3),
      click('Show more', 'section.teasers > button.more', 2),
      click('Accept', '#consent > button.accept', 2),
      click('Menu', 'header > button.menu', 1),
    ],
    calls: [['GET', '/api/teasers', 90]],
    images: 2.16,
    largest: 'section.hero > img',
    stay: 16,
  },
  {
    name: '/products/?',
    entry: 34,
    next: [
      ['/products/?', 28],
      ['/products/?/reviews', 14],
      ['/search', 8],
      ['/cart', 20],
      ['/', 6],
    ],
    actions: 1.32,
    clicks: [
      {
        ...click('Add to cart', 'button.add-to-cart', 5),
        call: ['POST', '/api/cart', 160],
        cart: 1,
      },
      click('Next picture', '.gallery > button.next', 4),
      click('Size M', 'fieldset.sizes > label:nth-of-type(2)', 2),
      click('Reviews', 'nav.tabs > a.reviews', 2),
      { ...click('Remember', 'button.wish', 1), call: ['PUT', '/api/wishlist', 110] },
    ],
    calls: [
      ['GET', '/api/products/?', 120],
      ['GET', '/api/products/?/stock', 70],
    ],
    images: 1.8,
    largest: '.gallery > img.main',
    stay: 28,
  },
  {
    name: '/products/?/reviews',
    entry: 5,
    next: [
      ['/products/?', 62],
      ['/cart', 12],
    ],
    actions: 0.79,
    clicks: [
      {
        ...click('More reviews', 'button.more', 3),
        call: ['GET', '/api/products/?/reviews', 210],
      },
      click('Newest first', 'select.sort', 1),
      { ...click('Helpful', 'button.helpful', 1), call: ['POST', '/api/reviews/votes', 90] },
    ],
    calls: [['GET', '/api/products/?/reviews', 210]],
    images: 0.72,
    largest: 'ol.reviews > li:first-child > p',
    stay: 35,
  },
  {
    name: '/search',
    entry: 8,
    next: [
      ['/products/?', 66],
      ['/search', 12],
      ['/', 4],
    ],
    actions: 1.06,
    clicks: [
      click('Filter: in stock', 'aside.filters > label.stock', 3),
      click('Next page', 'nav.pages > a.next', 2),
      { ...click('Sort by price', 'select.sort', 2), call: ['GET', '/api/search', 260] },
    ],
    calls: [
      ['GET', '/api/search', 260],
      ['GET', '/api/search/facets', 140],
    ],
    images: 2.88,
    largest: 'ul.results > li:first-child > img',
    stay: 18,
  },
  {
    name: '/cart',
    entry: 4,
    next: [
      ['/checkout', 46],
      ['/products/?', 20],
      ['/', 8],
    ],
    actions: 1.14,
    clicks: [
      click('Proceed to checkout', 'a.checkout', 5),
      {
        ...click('Remove', 'button.remove', 2),
        call: ['DELETE', '/api/cart/items', 130],
        cart: -1,
      },
      {
        ...click('Apply voucher', 'form.voucher > button', 1),
        call: ['POST', '/api/vouchers', 240],
      },
    ],
    calls: [['GET', '/api/cart', 110]],
    images: 1.08,
    largest: 'table.items',
    stay: 22,
  },
  {
    name: '/checkout',
    entry: 0.5,
    next: [
      ['/checkout/done', 58],
      ['/cart', 14],
    ],
    actions: 1.94,
    clicks: [
      { ...click('Pay now', 'button.pay', 4), call: ['POST', '/api/orders', 620] },
      click('Pay by card', 'label.card', 3),
      {
        ...click('Use this address', 'form.address > button', 2),
        call: ['PUT', '/api/cart/address', 150],
      },
      click('Express delivery', 'label.express', 1),
    ],
    calls: [
      ['GET', '/api/cart', 110],
      ['GET', '/api/payment-methods', 180],
    ],
    images: 0.36,
    largest: 'form.payment',
    stay: 55,
  },
  {
    name: '/checkout/done',
    entry: 0,
    next: [
      ['/', 12],
      ['/account/orders/?', 18],
    ],
    actions: 0.44,
    clicks: [
      click('Continue shopping', 'a.continue', 2),
      click('Print receipt', 'button.print', 1),
    ],
    calls: [['GET', '/api/orders/?', 130]],
    images: 0.36,
    largest: 'section.thanks > h1',
    stay: 14,
  },
  {
    name: '/account/orders/?',
    entry: 4.5,
    next: [
      ['/', 30],
      ['/products/?', 20],
      ['/account/orders/?', 15],
    ],
    actions: 0.79,
    clicks: [
      { ...click('Track parcel', 'a.track', 3), call: ['GET', '/api/orders/?/parcel', 480] },
      click('Invoice', 'a.invoice', 2),
      click('Return', 'button.return', 1),
    ],
    calls: [['GET', '/api/orders/?', 130]],
    images: 0.72,
    largest: 'table.order',
    stay: 24,
  },
];
