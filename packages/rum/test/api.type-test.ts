/** Compiled by `pnpm typecheck`, never run: what must compile does, what must not does not. */
import { init, rum, type Rum, type RumConfiguration } from '../src/index.js';

init({ applicationId: 'shop' });
init({ applicationId: 'shop', env: 'prod', version: '1.2.3', sessionPersistence: 'cookie' });
init({ applicationId: 'shop', excludedActivityUrls: ['/poll', /ping/, (url) => url.length > 9] });
// @ts-expect-error -- the application must be named
init({ env: 'prod' });
// @ts-expect-error -- no such persistence
init({ applicationId: 'shop', sessionPersistence: 'session-storage' });
// @ts-expect-error -- a misspelt option
init({ applicationId: 'shop', sessionSamplingRate: 10 });
// @ts-expect-error -- no such level
init({ applicationId: 'shop', defaultPrivacyLevel: 'none' });

init({
  applicationId: 'shop',
  beforeSend(event) {
    if (event.type === 'resource') event.resource.url = '';
    // @ts-expect-error -- a view has no resource
    if (event.type === 'view') event.resource.url = '';
    return event.type !== 'long_task';
  },
});

rum.addError(new Error('x'), { step: 2 });
rum.addError('anything at all');
// @ts-expect-error -- an action has a name
rum.addAction();
rum.setUser({ id: 'ann', plan: 'gold' });
// @ts-expect-error -- an account has an id
rum.setAccount({ name: 'acme' });
rum.startView({ name: 'checkout', service: 'pay' });
rum.failOperation('checkout', 'abandoned');
// @ts-expect-error -- no such reason
rum.failOperation('checkout', 'bored');
rum.stopDurationVital(rum.startDurationVital('list'));
// @ts-expect-error -- when did it start?
rum.addDurationVital('list', { duration: 5 });
rum.setTrackingConsent('pending');
// @ts-expect-error -- no such consent
rum.setTrackingConsent('maybe');

export const flushed: Promise<void> = rum.flush();
export const sessionId: string | undefined = rum.getSessionId();
export const given: RumConfiguration | undefined = rum.getInitConfiguration();
// @ts-expect-error -- the version is not for the page to set
rum.version = '2';
export type MethodsAreFunctions = {
  [K in Exclude<keyof Rum, 'version'>]: Rum[K] extends (...args: never[]) => unknown ? K : never;
};

// What is given may be of an interface or a class, and what is optional may be undefined.
interface Cart {
  items: string[];
  voucher?: string;
}
class Order {
  id = 1;
  paid() {}
}
declare const cart: Cart;
declare const perhaps: string | undefined;
rum.addAction('typed', cart);
rum.addAction('typed', new Order());
rum.addError(new Error('x'), cart);
rum.setGlobalContext(cart);
rum.setViewContext(new Order());
rum.startView({ name: perhaps, context: cart });
rum.startAction('typed', { context: cart, type: undefined, actionKey: perhaps });
rum.startResource('/x', { context: cart, method: perhaps });
rum.startOperation('typed', { context: cart, operationKey: perhaps });
rum.addDurationVital('typed', { startTime: 0, duration: 1, context: cart, description: perhaps });
rum.setUser({ id: '1', name: undefined, roles: ['a'] });
rum.setUser(cart);
rum.setUser(
  new (class Person {
    id = 'ann';
    name = perhaps;
  })(),
);
rum.setUser({});
// @ts-expect-error -- an id is a text
rum.setUser({ id: 1 });
// @ts-expect-error -- an order's id is none
rum.setUser(new Order());
// @ts-expect-error -- a name is no user
rum.setUser('ann');
rum.setAccount({ id: 'acme', name: perhaps, seats: 5 });
// @ts-expect-error -- a context is an object
rum.addAction('typed', 'text');
export const globalContext: Record<string, unknown> = rum.getGlobalContext();
export const userId: string | undefined = rum.getUser().id;
init({
  applicationId: 'shop',
  env: perhaps,
  version: undefined,
  beforeSend: undefined,
  groupUrl: undefined,
  sessionSampleRate: undefined,
  allowedTracingUrls: [{ match: '/api/', propagatorTypes: undefined }],
  allowedGraphQlUrls: [{ match: /graphql/, trackPayload: undefined }],
  scrub: { patterns: undefined },
});
