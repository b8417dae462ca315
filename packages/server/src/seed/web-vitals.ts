import type { Events } from '@firsthand/protocol';
import { nanoseconds } from './options.js';
import type { ViewInProgress } from './view.js';

type Performance = NonNullable<Events['view']['view']['performance']>;

/** What a view's web vitals were at a moment, in milliseconds since its start. */
export type Worst = (at: number) => Performance;

/** How long an interaction takes on a fast computer, in milliseconds. */
const INP = 88;
/** How much longer, in releases with the fault, on phones that look at products. */
const REGRESSION = 2;
/** The browsers' clock of interactions. */
const STEP = 8;

export function worstOf(view: ViewInProgress): Worst {
  const { speed, isInitial } = view;
  const lcp = isInitial ? lcpOf(view) : undefined;
  const inp = inpOf(view);
  const cls = clsOf(view);
  return (at) => ({
    ...(!isInitial && { interaction_delay: nanoseconds(Math.min(90, speed.loaded / 9)) }),
    ...(isInitial && at >= speed.fcp && { fcp: { timestamp: nanoseconds(speed.fcp) } }),
    ...(lcp && at >= speed.lcp && { lcp }),
    ...(inp && at >= inp.at && { inp: inp.figures }),
    ...(cls && (at >= cls.at ? { cls: cls.figures } : { cls: { score: 0 } })),
  });
}

function lcpOf({ speed, page, scene }: ViewInProgress): Performance['lcp'] {
  const target = { timestamp: nanoseconds(speed.lcp), target_selector: page.largest };
  if (!page.largest.includes('img')) return target;
  const rest = speed.lcp - speed.firstByte;
  const delay = rest * scene.random.between(0.2, 0.45);
  const load = rest * scene.random.between(0.25, 0.45);
  return {
    ...target,
    resource_url: `https://cdn.shop.example/images/hero/${scene.random.integer(1, 9)}.avif`,
    sub_parts: {
      load_delay: nanoseconds(delay),
      load_time: nanoseconds(load),
      render_delay: nanoseconds(rest - delay - load),
    },
  };
}

/** Of views in which somebody did something: the slowest of their interactions. */
function inpOf({ scene, page, entries, stay }: ViewInProgress) {
  const { random, processor, release } = scene;
  const clicks = entries.filter(
    ({ event }) => event.type === 'action' && event.action.type === 'click',
  );
  const isKey = !clicks.length && random.chance(0.25);
  if (!clicks.length && !isKey) return undefined;
  const slower = isSlower(scene, page.name) ? REGRESSION : 1;
  const average = INP * slower * (0.35 + 0.65 * processor);
  const duration = Math.max(STEP, Math.round(random.logNormal(average, 0.6) / STEP) * STEP);
  const at = isKey ? random.between(0.2, 0.8) * stay : (random.pick(clicks).at ?? 0);
  const click = random.pick(page.clicks);
  const delay = duration * random.between(0.05, 0.3);
  const processing = duration * random.between(0.3, 0.6);
  const figures: Performance['inp'] = {
    duration: nanoseconds(duration),
    timestamp: nanoseconds(at),
    target_selector: isKey ? 'header > form.search > input' : click.selector,
    sub_parts: {
      input_delay: nanoseconds(delay),
      processing_duration: nanoseconds(processing),
      presentation_delay: nanoseconds(duration - delay - processing),
    },
    ...(scene.visitor.browser.engine === 'chromium' &&
      duration > 150 && {
        longest_script: {
          duration: nanoseconds(processing * 0.9),
          invoker: isKey ? 'INPUT.oninput' : 'BUTTON.onclick',
          invoker_type: 'event-listener',
          source_url: `https://cdn.shop.example/assets/app-${release.version}.js`,
          source_function_name: slower > 1 ? 'recomputeVariants' : 'onClick',
        },
      }),
  };
  return { at, figures };
}

function isSlower({ release, visitor }: ViewInProgress['scene'], page: string): boolean {
  const { device, name } = visitor.browser;
  const isAffected = device === 'mobile' && (name === 'Safari' || name === 'Chrome');
  return release.isRegressed && page === '/products/?' && isAffected;
}

/** Only Chromium tells of layout shifts. */
function clsOf({ scene, speed, stay }: ViewInProgress) {
  const { random, visitor } = scene;
  if (visitor.browser.engine !== 'chromium') return undefined;
  if (random.chance(0.45)) return { at: 0, figures: { score: 0 } };
  const at = Math.min(stay, random.between(speed.fcp, speed.loaded + 800));
  const height = random.integer(40, 320);
  const rect = { x: 0, y: random.integer(80, 640), width: random.integer(200, 900), height };
  return {
    at,
    figures: {
      score: Math.round(random.logNormal(0.035, 1.1) * 10_000) / 10_000,
      timestamp: nanoseconds(at),
      target_selector: random.pick(['section.teasers', 'div.banner', '.gallery', 'ul.results']),
      previous_rect: rect,
      current_rect: { ...rect, y: rect.y + height },
    },
  };
}
