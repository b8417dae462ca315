import type { Collected } from '@firsthand/testing';

let serial = 0;

/** Addresses on the hostile server under which a test finds its own requests again. */
export function marked(emitted: () => readonly Collected[]) {
  const mark = `mark=${Date.now()}.${(serial += 1)}`;
  const events = () => emitted().filter(({ data }) => JSON.stringify(data).includes(mark));
  return {
    url: (path: string) =>
      new URL(`/hostile${path}${path.includes('?') ? '&' : '?'}${mark}`, location.href).href,
    events,
    resources: () =>
      events()
        .filter(({ type }) => type === 'resource')
        .map(({ data }) => data['resource'] as Record<string, unknown>),
  };
}

export function withoutMark(text: string): string {
  return text.replaceAll(/mark=[\d.]+/g, '');
}
