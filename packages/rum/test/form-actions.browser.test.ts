import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { usePipeline } from './pipeline.js';
import { pause, play as playIn, type Scene } from './scene.js';

const pipeline = usePipeline();
const play = (scene: Scene) => playIn(pipeline, scene);

describe('a form sent by key', () => {
  const html =
    '<form id="target" aria-label="Search" onsubmit="return false"><input id="field"></form>';
  const enter = async () => {
    document.querySelector<HTMLElement>('#field')?.focus();
    await userEvent.keyboard('{Enter}');
  };

  it('is an action', async () => {
    const { actions } = await play({ html, act: enter });
    expect(actions).toMatchObject([{ action: { type: 'click', target: { name: 'Search' } } }]);
  });

  it('is one as well where the page sends it itself, once', async () => {
    const act = async (form: HTMLElement) => {
      form.querySelector('input')?.addEventListener('keydown', (event) => {
        event.preventDefault();
        setTimeout(() => (form as HTMLFormElement).requestSubmit(), 100);
        setTimeout(() => (form as HTMLFormElement).requestSubmit(), 200);
      });
      await enter();
      await pause(400);
    };
    const { actions } = await play({ html, act });
    expect(actions).toMatchObject([{ action: { target: { name: 'Search' } } }]);
  });

  it('is none beside the click on its button, which Enter makes', async () => {
    const { actions } = await play({
      html: html.replace('</form>', '<button>Go</button></form>'),
      act: enter,
    });
    expect(actions).toMatchObject([{ action: { target: { name: 'Go' } } }]);
  });

  it('is none beside a click, however long the page is busy with that', async () => {
    const { actions } = await play({
      html: '<form onsubmit="return false"><button id="target">Go</button></form>',
      onClick: () => {
        const end = performance.now() + 150;
        while (performance.now() < end);
      },
      act: async (target) => {
        await userEvent.click(target);
        await pause(300);
      },
    });
    expect(actions).toMatchObject([{ action: { target: { name: 'Go' } } }]);
  });

  it('is none where a script sends it', async () => {
    const { actions } = await play({
      html: `${html}<button id="other">Other</button>`,
      act: async (form) => {
        (form as HTMLFormElement).requestSubmit();
        await userEvent.click(document.querySelector('#other') as Element);
        await pause(100);
        (form as HTMLFormElement).requestSubmit();
      },
    });
    expect(actions).toMatchObject([{ action: { target: { name: 'Other' } } }]);
  });
});
