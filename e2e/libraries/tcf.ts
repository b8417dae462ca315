import { CmpApi } from '@iabtcf/cmpapi';
import { GVL, TCModel, TCString } from '@iabtcf/core';
import stub from '@iabtcf/stub';

/** The shortest vendor list that can be encoded: it names nobody. */
const LIST = {
  gvlSpecificationVersion: 3,
  vendorListVersion: 1,
  tcfPolicyVersion: 4,
  lastUpdated: '2026-01-01T00:00:00Z',
  ...Object.fromEntries(
    [
      'purposes',
      'specialPurposes',
      'features',
      'specialFeatures',
      'vendors',
      'stacks',
      'dataCategories',
    ].map((name) => [name, {}]),
  ),
};
const KEY = 'tc';

stub();
const platform = new CmpApi(31, 1, true);

/** A platform asks whoever has not answered yet, and remembers who has. */
export function start(): void {
  const kept = localStorage.getItem(KEY);
  platform.update(kept ?? '', !kept);
}

/** The person answers: these purposes, and no others. */
export function choose(purposes: number[]): void {
  const model = new TCModel(new GVL(LIST as never));
  Object.assign(model, { cmpId: 31, cmpVersion: 1, isServiceSpecific: true });
  model.purposeConsents.set(purposes);
  const text = TCString.encode(model);
  localStorage.setItem(KEY, text);
  platform.update(text, true);
  platform.update(text, false);
}
