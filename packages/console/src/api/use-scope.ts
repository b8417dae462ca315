import { useSearch } from '@tanstack/react-router';
import { RANGES, validateSearch, type Range, type Search } from '../search.js';
import { useApplications } from './use-applications.js';

/** What the page is about: the address, completed with the most recent application and the last hour. */
export interface Scope extends Search {
  application: string;
  range: Range;
}

/** `undefined` until an application is known. */
export function useScope(): Scope | undefined {
  // Of an address that is opened, the router hands on what no route knows.
  const search = validateSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const { data } = useApplications();
  const application = search.application ?? data?.[0]?.id;
  return application ? { ...search, application, range: search.range ?? '1h' } : undefined;
}

/** Parameters of a question asked now. */
export function toFilter({ application, env, version, range }: Scope) {
  const to = Date.now();
  return { application, env, version, from: to - RANGES[range].milliseconds, to };
}
