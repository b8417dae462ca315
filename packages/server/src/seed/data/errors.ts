import type { Events } from '@firsthand/protocol';
import type { Random } from '../random.js';
import type { PageName } from './pages.js';

/** A kind of error: what stays the same in all that happen. */
export interface ErrorKind {
  type?: string;
  message: string | ((random: Random) => string);
  source: Events['error']['error']['source'];
  /** Function, file, line and column of each call, innermost first. */
  calls: readonly Call[];
  weight: number;
  isHandled?: boolean;
  /** Where alone it happens. */
  pages?: readonly PageName[];
  /** What else such an error says. */
  more?: Partial<Events['error']['error']>;
}

/** `{version}` stands for that of the release. */
export type Call = readonly [name: string, file: string, line: number, column: number];

const APP = 'app-{version}.js';
const VENDOR = 'vendor-4f1c09.js';
const REACT: readonly Call[] = [
  ['renderWithHooks', VENDOR, 2, 48211],
  ['beginWork', VENDOR, 2, 61007],
  ['performUnitOfWork', VENDOR, 2, 78330],
  ['workLoopSync', VENDOR, 2, 78102],
];
const PROMISE: readonly Call[] = [
  ['request', APP, 1, 20418],
  ['async load', APP, 1, 21960],
];

const app = (name: string, line: number, column: number): Call => [name, APP, line, column];

/** What the release with the fault brings; see `releases.ts`. */
export const REGRESSION: ErrorKind = {
  type: 'TypeError',
  message: "Cannot read properties of undefined (reading 'total')",
  source: 'source',
  calls: [app('OrderSummary', 1, 88412), app('CheckoutPage', 1, 90127), ...REACT],
  weight: 1,
  pages: ['/checkout'],
};

/** A request to the back end that failed. */
export const FAILED_REQUEST: ErrorKind = {
  message: '',
  source: 'network',
  calls: PROMISE,
  weight: 1,
  isHandled: true,
};

export const ERROR_KINDS: readonly ErrorKind[] = [
  {
    type: 'TypeError',
    message: "Cannot read properties of null (reading 'price')",
    source: 'source',
    calls: [app('PriceTag', 1, 41077), app('ProductCard', 1, 42310), ...REACT],
    weight: 9,
    pages: ['/', '/products/?', '/search'],
  },
  {
    type: 'TypeError',
    message: 'items.map is not a function',
    source: 'source',
    calls: [app('ResultList', 1, 52944), ...REACT],
    weight: 6,
    pages: ['/search'],
  },
  {
    type: 'TypeError',
    message: (random) => `Product ${random.integer(1000, 9999)} has no variant ${random.hex(8)}`,
    source: 'source',
    calls: [app('chooseVariant', 1, 44019), app('onClick', 1, 44502)],
    weight: 7,
    pages: ['/products/?'],
  },
  {
    type: 'TypeError',
    message: 'Failed to fetch',
    source: 'source',
    calls: PROMISE,
    weight: 12,
  },
  {
    type: 'AbortError',
    message: 'The user aborted a request.',
    source: 'source',
    calls: PROMISE,
    weight: 6,
  },
  {
    type: 'TimeoutError',
    message: (random) => `GET /api/search?page=${random.integer(1, 60)} took longer than 10000 ms`,
    source: 'custom',
    calls: [app('onTimeout', 1, 20877), ...PROMISE],
    weight: 4,
    isHandled: true,
    pages: ['/search'],
  },
  {
    type: 'ReferenceError',
    message: 'gtag is not defined',
    source: 'source',
    calls: [app('trackPurchase', 1, 97221), app('ThankYou', 1, 96840)],
    weight: 8,
    pages: ['/checkout/done', '/'],
  },
  {
    type: 'RangeError',
    message: 'Maximum call stack size exceeded',
    source: 'source',
    calls: Array.from({ length: 10 }, () => app('flatten', 1, 13377)),
    weight: 2,
    pages: ['/search', '/account/orders/?'],
  },
  {
    type: 'SyntaxError',
    message: 'Unexpected token \'<\', "<!doctype "... is not valid JSON',
    source: 'source',
    calls: [['parse', APP, 1, 20611], ...PROMISE],
    weight: 5,
  },
  {
    type: 'ChunkLoadError',
    message: (random) =>
      `Loading chunk ${random.integer(2, 40)} failed.\n(https://cdn.shop.example/assets/${random.hex(8)}.js)`,
    source: 'source',
    calls: [['onScriptComplete', APP, 1, 2290]],
    weight: 6,
  },
  {
    type: 'PaymentError',
    message: (random) => `Card was declined for order ${random.integer(100_000, 999_999)}`,
    source: 'custom',
    calls: [app('confirmPayment', 1, 93011), app('submit', 1, 93870)],
    weight: 10,
    isHandled: true,
    pages: ['/checkout'],
  },
  {
    type: 'PaymentError',
    message: (random) => `3-D Secure challenge ${random.uuid()} timed out`,
    source: 'custom',
    calls: [app('awaitChallenge', 1, 93344), app('confirmPayment', 1, 93120)],
    weight: 4,
    isHandled: true,
    pages: ['/checkout'],
  },
  {
    type: 'OutOfStockError',
    message: (random) => `Only ${random.integer(0, 3)} of ${random.integer(1000, 9999)} left`,
    source: 'custom',
    calls: [app('addToCart', 1, 45210), app('onClick', 1, 45377)],
    weight: 6,
    isHandled: true,
    pages: ['/products/?', '/cart'],
  },
  {
    type: 'VoucherError',
    message: (random) => `Voucher ${random.hex(8).toUpperCase()} has expired`,
    source: 'custom',
    calls: [app('applyVoucher', 1, 70244)],
    weight: 4,
    isHandled: true,
    pages: ['/cart'],
  },
  {
    type: 'QuotaExceededError',
    message:
      "Failed to execute 'setItem' on 'Storage': Setting the value of 'cart' exceeded the quota.",
    source: 'source',
    calls: [app('persist', 1, 15822), app('setState', 1, 15460)],
    weight: 3,
  },
  {
    type: 'SecurityError',
    message:
      "Failed to read the 'localStorage' property from 'Window': Access is denied for this document.",
    source: 'source',
    calls: [app('restore', 1, 15610)],
    weight: 2,
  },
  {
    type: 'NotFoundError',
    message:
      "Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node.",
    source: 'source',
    calls: [['commitDeletionEffects', VENDOR, 2, 70994], ...REACT.slice(2)],
    weight: 6,
  },
  {
    type: 'Error',
    message: 'Minified React error #418; visit https://react.dev/errors/418 for the full message.',
    source: 'source',
    calls: [['throwOnHydrationMismatch', VENDOR, 2, 55120], ...REACT],
    weight: 7,
    pages: ['/', '/products/?', '/search'],
    more: { component_stack: '\n    at Price\n    at ProductCard\n    at main\n    at App' },
  },
  {
    type: 'Error',
    message: (random) => `Order ${random.integer(100_000, 999_999)} could not be loaded`,
    source: 'custom',
    calls: [app('loadOrder', 1, 81220), ...PROMISE],
    weight: 5,
    isHandled: true,
    pages: ['/account/orders/?', '/checkout/done'],
    more: {
      causes: [{ message: 'HTTP 404', type: 'HttpError', source: 'custom' }],
    },
  },
  {
    message: (random) => `Warning: two children have the same key, \`${random.integer(1, 400)}\``,
    source: 'console',
    calls: [],
    weight: 8,
    isHandled: true,
  },
  {
    message: 'ResizeObserver loop completed with undelivered notifications.',
    source: 'source',
    calls: [],
    weight: 10,
    more: { origin: 'browser' },
  },
  {
    message: 'Script error.',
    source: 'source',
    calls: [],
    weight: 7,
    more: { is_cross_origin: true },
  },
  {
    type: 'TypeError',
    message: "Cannot set properties of undefined (setting 'autofill')",
    source: 'source',
    calls: [['fill', 'chrome-extension://kdmbeogbpcllhlnbmnoeclcgfdkgadkl/content.js', 1, 8120]],
    weight: 5,
    more: { origin: 'extension' },
  },
  {
    type: 'csp_violation',
    message: "csp_violation: 'https://tags.tracker.example/t.js' blocked by 'script-src' directive",
    source: 'report',
    calls: [],
    weight: 4,
    more: { csp: { disposition: 'enforce' } },
  },
  {
    type: 'InvalidStateError',
    message: 'Transition was aborted because of invalid state',
    source: 'source',
    calls: [app('navigate', 1, 9044)],
    weight: 3,
  },
];
