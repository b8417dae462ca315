import { nanoseconds } from './options.js';
import { add, type ViewInProgress } from './view.js';

/** Long tasks of a view on a fast computer, on average, by whether a document is loaded. */
const OF_DOCUMENT = 0.92;
const OF_ROUTE = 0.34;

/** Tasks that kept the page from reacting. Only Chromium tells of them. */
export function addLongTasks(view: ViewInProgress): void {
  const { scene, isInitial, speed, stay } = view;
  const { random, processor } = scene;
  const average = (isInitial ? OF_DOCUMENT : OF_ROUTE) * Math.min(processor, 3);
  for (let task = random.count(average); task > 0; task -= 1) {
    const isLoading = random.chance(0.8);
    addLongTask(view, {
      at: isLoading ? random.between(speed.firstByte, speed.loaded) : random.between(0, stay),
    });
  }
}

export function addLongTask(
  view: ViewInProgress,
  { at, action }: { at: number; action?: { id: string } },
): void {
  const { random, release, processor, visitor } = view.scene;
  if (visitor.browser.engine !== 'chromium') return;
  const start = Math.round(Math.min(at, view.stay) * 10) / 10;
  const duration = 50 + random.logNormal(38 * processor, 0.8);
  const script = duration * random.between(0.6, 0.95);
  add<'long_task'>(view, at, {
    type: 'long_task',
    ...(action && { action }),
    long_task: {
      entry_type: 'long-animation-frame',
      start_time: start,
      duration: nanoseconds(duration),
      blocking_duration: nanoseconds(Math.max(0, duration - 50)),
      render_start: start + Math.round(script),
      scripts: [
        {
          duration: nanoseconds(script),
          start_time: start,
          execution_start: start,
          source_url: `https://cdn.shop.example/assets/app-${release.version}.js`,
          source_function_name: random.pick(['hydrate', 'renderList', 'onClick', 'layoutGallery']),
          source_char_position: random.pick([41_077, 52_944, 88_412, 13_377]),
          ...(action
            ? { invoker: 'BUTTON.onclick', invoker_type: 'event-listener' }
            : { invoker: 'Response.json.then', invoker_type: 'resolve-promise' }),
          window_attribution: 'self',
        },
      ],
    },
  });
}
