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
