import { defineCollector, observePerformance } from '@firsthand/core';
import { fromResourceTiming, type Resource } from './resource-timing.js';

/**
 * What the page loads besides requests from code, which the `fetch` and `xhr` collectors report. Taken from an
 * observer, so that the browser's buffer of 250 entries hides nothing.
 */
export const resources = defineCollector('resources', ({ emit, signal }) => {
  observePerformance<PerformanceResourceTiming>(
    { type: 'resource' },
    (entries) => {
      for (const entry of entries) {
        const { initiatorType, name, startTime } = entry;
        if (initiatorType === 'fetch' || initiatorType === 'xmlhttprequest') continue;
        emit(
          'resource',
          { resource: { type: typeOf(entry), url: name, ...fromResourceTiming(entry) } },
          startTime,
        );
      }
    },
    signal,
  );
});

const BY_INITIATOR: Record<string, Resource['type']> = {
  img: 'image',
  image: 'image',
  icon: 'image',
  script: 'js',
  audio: 'media',
  video: 'media',
  track: 'media',
  iframe: 'document',
  frame: 'document',
  beacon: 'beacon',
};

const BY_EXTENSION: [RegExp, Resource['type']][] = [
  [/\.css$/i, 'css'],
  [/\.m?js$/i, 'js'],
  [/\.(?:gif|jpe?g|png|svg|webp|avif|ico|bmp)$/i, 'image'],
  [/\.(?:woff2?|ttf|otf|eot)$/i, 'font'],
  [/\.(?:mp[34]|webm|ogg|wav|m3u8|aac)$/i, 'media'],
];

/** Initiators such as `link` and `css` only say who asked; then the file's name decides. */
function typeOf({ initiatorType, name }: PerformanceResourceTiming): Resource['type'] {
  const known = BY_INITIATOR[initiatorType];
  if (known) return known;
  const path = name.replace(/[?#].*/, '');
  return BY_EXTENSION.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';
}
