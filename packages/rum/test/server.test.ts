import { expect, it } from 'vitest';
import { createRum } from '../src/index.js';

it('on a server nothing that is said of one person is there for the next', () => {
  const rum = createRum();
  rum.init({ applicationId: 'app' });
  rum.setUser({ id: 'ann' });
  rum.setGlobalContextProperty('basket', 3);
  rum.addError(new Error('while rendering'));
  expect([rum.getUser(), rum.getGlobalContext(), rum.getInitConfiguration()]).toEqual([
    {},
    {},
    undefined,
  ]);
});
