import { actions } from '@firsthand/collectors';
import { eventually } from '@firsthand/testing';
import { vi } from 'vitest';
import type { usePipeline } from './pipeline.js';

export const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

export interface Scene {
  html?: string;
  /** What the page does on a click on `#target`. */
  onClick?: (event: Event) => void;
  act: (target: HTMLElement) => unknown;
}

export const change = () => document.querySelector('output')?.append('x');

/** Plays a scene and answers the actions that were reported. */
export async function play(
  { start }: ReturnType<typeof usePipeline>,
  { html = '<button id="target">Buy</button>', onClick = change, act }: Scene,
) {
  document.body.innerHTML = `${html}<output></output>`;
  const { rum, ofType } = start({
    collectors: [actions({ defaultPrivacyLevel: 'allow', allowUntrustedEvents: true })],
  });
  const target = document.querySelector<HTMLElement>('#target');
  if (!target) throw new Error('The scene has no target.');
  target.addEventListener('click', onClick);
  const clicked = vi.fn();
  addEventListener('click', clicked);
  await act(target);
  await eventually('an action for each click', async () => {
    await rum.flush();
    return ofType('action').length >= Math.max(1, clicked.mock.calls.length);
  });
  removeEventListener('click', clicked);
  const latestViews = new Map(ofType('view').map(({ view }) => [view.id, view]));
  return {
    actions: ofType('action'),
    views: Array.from(latestViews.values()),
    errors: ofType('error'),
  };
}
