import type { Events } from '@firsthand/protocol';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { usePipeline } from './pipeline.js';
import { change, pause, play as playIn, type Scene } from './scene.js';

const pipeline = usePipeline();
const play = (scene: Scene) => playIn(pipeline, scene);

function click(target: Element, at: { x?: number; y?: number; pointerType?: string } = {}) {
  const { x: clientX = 10, y: clientY = 10, pointerType = 'mouse' } = at;
  const options = {
    bubbles: true,
    cancelable: true,
    composed: true,
    clientX,
    clientY,
    pointerType,
  };
  target.dispatchEvent(new PointerEvent('click', options));
}

async function clicks(target: Element, count: number, gap = 30) {
  for (let index = 0; index < count; index += 1) {
    if (index) await pause(gap);
    click(target);
  }
}

const frustrations = (events: Events['action'][]) =>
  events.map(({ action }) => action.frustration?.type ?? []);
const nothing = () => {};

describe('a click', () => {
  it.each<[string, Scene, string[][]]>([
    ['that changes the page is none of frustration', { act: click }, [[]]],
    ['after which nothing happens is dead', { act: click, onClick: nothing }, [['dead_click']]],
    [
      'on a link is never dead',
      {
        html: '<a id="target" href="#x">x</a>',
        act: click,
        onClick: (event) => event.preventDefault(),
      },
      [[]],
    ],
    [
      'on an icon in a link is never dead',
      {
        html: '<a href="#x"><svg id="target"></svg></a>',
        act: click,
        onClick: (event) => event.preventDefault(),
      },
      [[]],
    ],
    [
      'on a text field is never dead',
      { html: '<input id="target">', act: click, onClick: nothing },
      [[]],
    ],
    [
      'on a text area is never dead',
      { html: '<textarea id="target"></textarea>', act: click, onClick: nothing },
      [[]],
    ],
    [
      'on something editable is never dead',
      { html: '<p contenteditable><b id="target">x</b></p>', act: click, onClick: nothing },
      [[]],
    ],
    [
      'on what says it is not editable may be dead',
      { html: '<p id="target" contenteditable="false">x</p>', act: click, onClick: nothing },
      [['dead_click']],
    ],
    [
      'on a canvas is never dead',
      { html: '<canvas id="target"></canvas>', act: click, onClick: nothing },
      [[]],
    ],
    [
      'on a list of options is never dead',
      { html: '<select id="target"><option>x</select>', act: click, onClick: nothing },
      [[]],
    ],
    [
      'on a button that is an input may be dead',
      { html: '<input type="button" id="target">', act: click, onClick: nothing },
      [['dead_click']],
    ],
    [
      'that changes the page only later than 100 ms is dead',
      { act: click, onClick: () => setTimeout(change, 140) },
      [['dead_click']],
    ],
    [
      'that scrolls the page is not dead',
      { act: click, onClick: () => dispatchEvent(new Event('scroll')) },
      [[]],
    ],
    [
      'after which a person types is not dead',
      {
        act: click,
        onClick: (event) => event.target?.dispatchEvent(new Event('input', { bubbles: true })),
      },
      [[]],
    ],
    [
      'that opens another window is not dead',
      { act: click, onClick: () => dispatchEvent(new Event('blur')) },
      [[]],
    ],
    [
      'whose changes are excluded is dead',
      {
        html: '<div data-rum-excluded-activity><button id="target">x</button></div>',
        act: click,
        onClick: ({ target }) => (target as Element).append('x'),
      },
      [['dead_click']],
    ],
  ])('%s', async (_, scene, expected) => {
    expect(frustrations((await play(scene)).actions)).toEqual(expected);
  });

  it.each<[string, Scene, string[][]]>([
    ['three within a second', { act: (target) => clicks(target, 3) }, [['rage_click'], [], []]],
    [
      'seven within a second, as one rage',
      { act: (target) => clicks(target, 7) },
      [['rage_click'], [], [], [], [], [], []],
    ],
    [
      'on a dead button, as rage that was dead in the end',
      { act: (target) => clicks(target, 3), onClick: nothing },
      [['rage_click'], [], ['dead_click']],
    ],
  ])('rages: %s', async (_, scene, expected) => {
    expect(frustrations((await play(scene)).actions)).toEqual(expected);
  });

  it.each<[string, Scene]>([
    ['two within a second', { act: (target) => clicks(target, 2) }],
    ['three in more than a second', { act: (target) => clicks(target, 3, 520) }],
    [
      'three on different targets',
      {
        act: async (target) => {
          click(target);
          click(document.querySelector('output') ?? target);
          click(target);
        },
      },
    ],
    [
      'three far apart on one target',
      { act: (target) => [0, 150, 300].forEach((x) => click(target, { x })) },
    ],
    [
      'three with scrolling between them',
      {
        act: async (target) => {
          for (let index = 0; index < 3; index += 1) {
            await pause(20);
            click(target);
            await pause(20);
            dispatchEvent(new Event('scroll'));
          }
        },
      },
    ],
  ])('does not rage: %s', async (_, scene) => {
    expect(frustrations((await play(scene)).actions).flat()).not.toContain('rage_click');
  });

  it('of a view counts its frustrations', async () => {
    const { views } = await play({ act: (target) => clicks(target, 3), onClick: nothing });
    expect(views).toMatchObject([{ action: { count: 3 }, frustration: { count: 2 } }]);
  });

  it('lasts until the page is quiet', async () => {
    const onClick = () => void [30, 90, 160].map((time) => setTimeout(change, time));
    const { actions } = await play({ act: async (target) => (click(target), pause(300)), onClick });
    expect(actions[0]?.action.loading_time).toBeGreaterThanOrEqual(159e6);
    expect(actions[0]?.action.loading_time).toBeLessThan(400e6);
  });

  it('ends when another begins', async () => {
    const { actions } = await play({ act: (target) => clicks(target, 2, 50) });
    expect(actions).toHaveLength(2);
    expect(new Set(actions.map(({ action }) => action.id)).size).toBe(2);
  });

  it('that leads to another view belongs to the one where it was made', async () => {
    const { actions, views } = await play({
      act: click,
      onClick: () => history.pushState(null, '', '/clicked-away'),
    });
    expect(actions).toHaveLength(1);
    expect(actions[0]?.view.id).toBe(views[0]?.id);
    expect(views.map(({ action }) => action.count)).toEqual([1, 0]);
  });

  it('of a finger is a tap', async () => {
    const { actions } = await play({ act: (target) => click(target, { pointerType: 'touch' }) });
    expect(actions[0]?.action.type).toBe('tap');
  });

  it('in an open shadow tree is on the element within', async () => {
    const { actions } = await play({
      html: '<div id="target"></div>',
      act: (target) => {
        const root = target.attachShadow({ mode: 'open' });
        root.innerHTML = '<button>Inner</button>';
        click(root.querySelector('button') ?? target);
      },
    });
    expect(actions[0]?.action.target?.name).toBe('Inner');
  });
});

describe('where a click was', () => {
  const html =
    '<button id="target" style="position: fixed; left: 90px; top: 70px; width: 80px; height: 30px; border: 0">Buy</button>';

  it('is told within its element, whose size is told as well', async () => {
    const act = (target: Element) => userEvent.click(target, { position: { x: 12, y: 7 } });
    const { actions: reported } = await play({ html, act });
    expect(reported[0]?._dd?.action).toMatchObject({
      position: { x: 12, y: 7 },
      target: { selector: '#target', width: 80, height: 30 },
    });
  });

  it('is not told of one by key', async () => {
    const act = async (target: HTMLElement) => {
      target.focus();
      await userEvent.keyboard('{Enter}');
    };
    const { actions: reported } = await play({ html, act });
    expect(reported).toMatchObject([{ action: { type: 'click' }, _dd: { action: {} } }]);
    expect(reported[0]?._dd?.action).not.toHaveProperty('position');
  });
});
