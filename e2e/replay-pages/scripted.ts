import type { ReplayPage } from './replay-page.js';

const card = (n: number) => `<li id="card${n}">Task ${n}</li>`;

/** What scripts make of pages. */
export const scripted: Record<string, ReplayPage> = {
  'a page of components (Material)': {
    html: `<div id="root"></div><script src="/libraries/material.js"></script>`,
    steps: [
      `document.querySelector('#next').click();`,
      `document.querySelector('#open').click();`,
      `document.querySelector('#close').click();`,
      `document.querySelector('#theme').click();`,
    ],
  },
  'a board whose cards are moved': {
    html: `<style>ul { float: left; width: 150px; min-height: 80px; border: 1px solid; }</style><ul id="todo">${[1, 2, 3, 4].map(card).join('')}</ul><ul id="done"></ul>`,
    steps: [
      `document.querySelector('#done').append(document.querySelector('#card2'));`,
      `document.querySelector('#todo').prepend(document.querySelector('#card4')); document.querySelector('#done').prepend(document.querySelector('#card1'));`,
      `const card = document.querySelector('#card3'); card.style.position = 'relative'; card.style.left = '20px'; card.draggable = true;`,
      `document.querySelector('#todo').append(...document.querySelector('#done').children);`,
    ],
  },
  'frames within frames': {
    html: `<iframe id="outer" width="400" height="200" srcdoc="<h1>Outer</h1><iframe id=inner srcdoc='<p>Inner</p><input value=kept>'></iframe>"></iframe>`,
    steps: [
      `document.querySelector('#outer').contentDocument.querySelector('#inner').contentDocument.querySelector('p').textContent = 'Changed within';`,
      `const frame = document.createElement('iframe'); document.body.append(frame); frame.contentDocument.open(); frame.contentDocument.write('<p>Written</p>'); frame.contentDocument.close();`,
      `document.querySelector('#outer').contentDocument.querySelector('h1').style.color = 'blue';`,
      `document.querySelector('#outer').contentDocument.querySelector('#inner').remove();`,
    ],
  },
  'an application that replaces itself': {
    html: `<div id="app"><h1>Home</h1><a href="/list">List</a></div>`,
    steps: [
      `history.pushState(null, '', '/list'); document.querySelector('#app').innerHTML = '<h1>List</h1><ul><li>One</li><li>Two</li></ul>';`,
      `document.querySelector('#app').outerHTML = '<main id="app"><h1>Another application</h1></main>';`,
      `history.pushState(null, '', '/detail'); document.body.className = 'detail'; document.querySelector('h1').replaceChildren('Detail ', Object.assign(document.createElement('em'), { textContent: '7' }));`,
      `document.body.replaceChildren(Object.assign(document.createElement('h2'), { textContent: 'The end' }));`,
    ],
  },
  'content from templates': {
    html: `<template id="row"><article><h3></h3><slot></slot></article></template><section></section>`,
    steps: [
      `for (const title of ['One', 'Two']) { const row = document.querySelector('#row').content.cloneNode(true); row.querySelector('h3').textContent = title; document.querySelector('section').append(row); }`,
      `const part = document.createDocumentFragment(); part.append('Before', document.createElement('br'), 'after'); document.querySelector('article').before(part);`,
      `const range = document.createRange(); range.selectNode(document.querySelector('article')); range.surroundContents(document.createElement('aside'));`,
      `document.querySelector('section').insertAdjacentElement('afterbegin', document.querySelectorAll('article')[1]); document.querySelector('aside').replaceWith(...document.querySelector('aside').childNodes);`,
    ],
  },
};
