import { expect, it } from 'vitest';
import { useVisits } from './visit.js';

const visits = useVisits();

/** Of each vital that was sent its context. */
async function told(act: (rum: ReturnType<typeof visits.start>) => void): Promise<unknown[]> {
  const rum = visits.start({ collectors: [] });
  act(rum);
  await rum.flush();
  return visits.page.sent.flatMap(({ type, context }) => (type === 'vital' ? [context] : []));
}

it('two vitals of one name that run at once are told apart by their keys', async () => {
  const contexts = await told((rum) => {
    rum.startDurationVital('load', { vitalKey: 'a', context: { of: 'a' } });
    rum.startDurationVital('load', { vitalKey: 'b', context: { of: 'b' } });
    rum.stopDurationVital('load', { vitalKey: 'a', context: { ended: 1 } });
    rum.stopDurationVital('load', { vitalKey: 'b', context: { ended: 2 } });
  });
  expect(contexts).toEqual([
    { of: 'a', ended: 1 },
    { of: 'b', ended: 2 },
  ]);
});

it('one without a key is another than one with it', async () => {
  const contexts = await told((rum) => {
    rum.startDurationVital('load', { context: { of: 'none' } });
    rum.startDurationVital('load', { vitalKey: 'a', context: { of: 'a' } });
    rum.stopDurationVital('load');
    rum.stopDurationVital('load');
    rum.stopDurationVital('load', { vitalKey: 'a' });
  });
  expect(contexts).toEqual([{ of: 'none' }, { of: 'a' }]);
});

it('a key that none bears ends nothing', async () => {
  const contexts = await told((rum) => {
    rum.startDurationVital('load', { vitalKey: 'a' });
    rum.stopDurationVital('load', { vitalKey: 'b' });
    rum.stopDurationVital('other', { vitalKey: 'a' });
    rum.stopDurationVital('load', { vitalKey: '' });
  });
  expect(contexts).toEqual([]);
});

it('one that began again under its key, and one by its reference, end each once', async () => {
  const contexts = await told((rum) => {
    rum.startDurationVital('load', { vitalKey: 'a', context: { n: 1 } });
    const second = rum.startDurationVital('load', { vitalKey: 'a', context: { n: 2 } });
    rum.stopDurationVital(second, { context: { by: 'reference' } });
    rum.stopDurationVital('load', { vitalKey: 'a' });
    rum.stopDurationVital('load', { vitalKey: 'a' });
  });
  expect(contexts).toEqual([{ n: 2, by: 'reference' }, { n: 1 }]);
});
