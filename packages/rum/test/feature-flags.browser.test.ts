import { expect, it } from 'vitest';
import { useVisits } from './visit.js';

const visits = useVisits();

it('feature flags ride on views, errors, and the events that are asked for', async () => {
  const rum = visits.start({ collectors: [], trackFeatureFlagsForEvents: ['action'] });
  rum.addFeatureFlagEvaluation('dark', true);
  rum.addAction('paid');
  rum.addError('failed');
  rum.addDurationVital('list', { startTime: performance.now(), duration: 5 });
  await rum.flush();
  const flagsOf = (type: string) =>
    visits.page.sent.findLast((event) => event.type === type)?.feature_flags;
  expect(['view', 'error', 'action', 'vital'].map(flagsOf)).toEqual([
    { dark: true },
    { dark: true },
    { dark: true },
    undefined,
  ]);
});
