import type { Tab } from '../tab.js';
import { button, hero, picture, push, slow, words, type Journey } from './journey.js';

/** A journey by what all engines' drivers can do. */
export interface EngineJourney extends Journey {
  steps?(tab: Tab, site: string): Promise<unknown>;
}

const clicks = async (tab: Tab, selector: string, times: number) => {
  for (let n = 0; n < times; n += 1) await tab.click(selector);
};

/** Of pages whose route does not change. */
export const ENGINE_JOURNEYS: readonly EngineJourney[] = [
  { name: 'a page of text', html: `<p id="text">${words(40)}</p>` },
  { name: 'a picture that is the largest', html: `${hero(picture())}<p>Text</p>` },
  {
    name: 'a picture that a script asks for late',
    html: `<p>Text</p>${hero()}<script>pause(200).then(() => { document.getElementById('hero').src = '/picture.png?after=100'; });</script>`,
  },
  {
    name: 'a picture that was fetched before',
    html: `<p>Text</p>${hero()}<script>fetch('/picture.png?cached').then((answer) => answer.blob()).then(() => { document.getElementById('hero').src = '/picture.png?cached'; });</script>`,
  },
  {
    name: 'text that comes after a picture, and is larger',
    html: `${hero(picture(0))}<p id="text"></p><script>pause(150).then(() => { document.getElementById('text').textContent = '${words(300)}'; });</script>`,
  },
  {
    name: 'a late banner that pushes the text down',
    html: `<p id="text">${words(40)}</p><script>pause(150).then(() => { ${push('text', 120)} });</script>`,
  },
  {
    name: 'a slow click',
    html: `<p>Text</p>${button('slow', slow(150))}`,
    steps: (tab) => tab.click('#slow'),
  },
  {
    name: 'clicks of which the slowest counts',
    html: `<p>Text</p>${button('quick')}${button('slow', slow(200))}${button('other', slow(100))}`,
    async steps(tab) {
      for (const selector of ['#quick', '#slow', '#other', '#quick']) await tab.click(selector);
    },
  },
  {
    name: 'a click that takes its button away',
    html: `<p>Text</p>${button('gone', slow(120, 'click', 'this.remove()'))}`,
    steps: (tab) => tab.click('#gone'),
    targets: { INP: '#gone' },
  },
  {
    name: 'two slow clicks, and sixty that are quick',
    html: `<p>Text</p>${button('slow', slow(250))}${button('less', slow(130))}${button('quick')}`,
    async steps(tab) {
      await tab.click('#slow');
      await tab.click('#less');
      await clicks(tab, '#quick', 60);
    },
  },
  {
    name: 'quick clicks alone',
    html: `<p>Text</p>${button('quick')}`,
    steps: (tab) => clicks(tab, '#quick', 5),
  },
  {
    name: 'a click that moves what is below it',
    html: `${button('mover', `onclick="${push('text', 150)}"`)}<p id="text">${words(40)}</p>`,
    steps: (tab) => tab.click('#mover'),
  },
];
