import { neverFits } from '@firsthand/collectors';
import type { RumConfiguration } from './configuration.js';

const LISTS = [
  'allowedTracingUrls',
  'excludedTracingUrls',
  'allowedGraphQlUrls',
  'excludedActivityUrls',
] as const;

/** Says which addresses no request can have: nobody would notice that nothing comes of them. */
export function warnOfAddresses(configuration: RumConfiguration): void {
  for (const name of LISTS)
    for (const candidate of configuration[name] ?? [])
      if (neverFits(candidate))
        console.warn(
          `Firsthand: no request can have an address of ${name}; write it with its scheme, as https://api.example.com/, or as a path, as /api/:`,
          candidate,
        );
}
