import type { Resource } from './resource-timing.js';

type Type = Resource['type'];

/** Who asked says what for. */
const BY_INITIATOR: Record<string, Type> = {
  img: 'image',
  image: 'image',
  icon: 'image',
  input: 'image',
  script: 'js',
  audio: 'media',
  video: 'media',
  track: 'media',
  iframe: 'document',
  frame: 'document',
  beacon: 'beacon',
  ping: 'beacon',
};

const BY_CONTENT: [RegExp, Type][] = [
  [/^text\/css/, 'css'],
  [/^(?:text|application)\/(?:java|ecma)script/, 'js'],
  [/^image\//, 'image'],
  [/^(?:font\/|application\/(?:x-)?font)/, 'font'],
  [/^(?:audio|video)\//, 'media'],
];

const BY_EXTENSION: [RegExp, Type][] = [
  [/\.css$/i, 'css'],
  [/\.m?js$/i, 'js'],
  [/\.(?:gif|jpe?g|png|svg|webp|avif|ico|bmp)$/i, 'image'],
  [/\.(?:woff2?|ttf|otf|eot)$/i, 'font'],
  [/\.(?:mp[34]|webm|ogg|wav|m3u8|aac)$/i, 'media'],
];

/** What a resource is. Initiators such as `link` and `css` do not tell; then its content type or its name does. */
export function resourceType(
  entry: Pick<PerformanceResourceTiming, 'initiatorType' | 'name'>,
): Type {
  const { contentType = '' } = entry as { contentType?: string };
  const path = entry.name.replace(/[?#].*/, '');
  return (
    BY_INITIATOR[entry.initiatorType] ??
    match(BY_CONTENT, contentType) ??
    match(BY_EXTENSION, path) ??
    'other'
  );
}

function match(types: readonly [RegExp, Type][], text: string): Type | undefined {
  return types.find(([pattern]) => pattern.test(text))?.[1];
}
