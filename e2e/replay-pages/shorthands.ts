import type { ReplayPage } from './replay-page.js';

const VARIABLES = ':root{--space:32px;--x:6px;--y:3px;--bg:rgb(1,2,3);--line:3px solid rgb(4,5,6)}';

/** Shorthands with `var()` beside longhands, of which the CSSOM tells nothing: https://crbug.com/40613942 */
export const shorthands: Record<string, ReplayPage> = {
  'a shorthand with var() in a style element': {
    html: `<style>${VARIABLES} #box{padding:var(--space);padding-bottom:48px;background:var(--bg);background-size:50%}
      @media (min-width: 1px) { .a, #box::before { content: "x; y: ;"; margin: var(--x) var(--y); margin-top: 1px } }</style><style id="late"></style><div id="box">a</div><p class="a">b</p>`,
    steps: [
      `document.querySelector('#late').textContent = '#box{margin:var(--space) !important;margin-left:3px !important}';`,
      `const style = document.createElement('style'); style.append('.a{border:var(--line);border-left-color:red}', '.a{font-size:20px}'); document.head.append(style);`,
      `document.documentElement.style.setProperty('--space', '5px');`,
      `document.querySelector('#late').sheet.insertRule('.a{padding:var(--x);padding-top:4px}', 0);`,
    ],
  },
  'a shorthand with var() in a linked style sheet': {
    html: `<style>${VARIABLES} .small{--y:1px;--x:2px}</style><link rel="stylesheet" href="/linked.css"><div id="linked" class="imported">b</div>
      <div class="grouped">c</div><div class="grouped small">d</div><section></section>`,
    steps: [
      `document.documentElement.style.setProperty('--space', '5px');`,
      `document.querySelector('section').className = 'later';`,
      `document.querySelector('section').innerHTML = '<p class="grouped small">e</p>';`,
    ],
  },
  'a shorthand with var() in nested rules, layers and components': {
    html: `<style>${VARIABLES} @layer low { main { & > p { padding: var(--space); padding-bottom: 1px } margin: var(--x); margin-top: 0 } }
      @container (min-width: 1px) { i { border: var(--line) !important; border-left-width: 1px !important } }</style>
      <style>@import "/imported.css"; b { padding: var(--x, 2px) var(--none, 3px); padding-top: 0 }</style>
      <main class="imported"><p>a</p><b>b</b><div style="container-type:inline-size"><i>c</i></div></main><div id="host"></div>
      <script>const sheet = new CSSStyleSheet(); sheet.replaceSync(':host{display:block;padding:var(--space);padding-left:2px} ::slotted(u){margin:var(--x);margin-top:0} p::before{content:"x";padding:var(--y);padding-left:0}');
      const root = document.querySelector('#host').attachShadow({ mode: 'open' }); root.innerHTML = '<p>in</p>'; root.adoptedStyleSheets = [sheet];</script>`,
    steps: [
      `document.querySelector('main').style.setProperty('--x', '11px');`,
      `document.querySelector('main').append(document.querySelector('#host'));`,
    ],
  },
  'a shorthand with var() in a style attribute': {
    html: `<style>${VARIABLES}</style><div id="attr" style="padding:var(--space);padding-bottom:48px">c</div><div id="own">d</div>`,
    steps: [
      `document.querySelector('#attr').style.color = 'red';`,
      `const { style } = document.querySelector('#own'); style.padding = 'var(--space)'; style.paddingTop = '1px'; style.setProperty('margin', 'var(--x)');`,
      `document.querySelector('#own').style.removeProperty('padding-left'); document.querySelector('#own').style.marginTop = '2px';`,
      `document.querySelector('#attr').style.padding = 'var(--y)';`,
      `document.querySelector('#attr').setAttribute('style', 'border:var(--line);border-top-color:blue'); document.querySelector('#own').remove();`,
    ],
  },
  'a shorthand with var() in rules made by script': {
    html: `<style>${VARIABLES}</style><style id="css"></style><div id="a">a</div><div id="b">b</div><div id="host"></div>
      <script>document.querySelector('#css').sheet.insertRule('#a{padding:var(--space);padding-bottom:48px}');
      const made = new CSSStyleSheet(); made.replaceSync('#b{margin:var(--x);margin-top:0}'); document.adoptedStyleSheets = [made];
      const own = new CSSStyleSheet(); own.replaceSync('p{background:var(--bg);background-size:50%}');
      const root = document.querySelector('#host').attachShadow({ mode: 'open' }); root.innerHTML = '<p>in</p>'; root.adoptedStyleSheets = [own];</script>`,
    steps: [
      `document.querySelector('#css').sheet.insertRule('#b{padding:var(--space);padding-bottom:4px}');`,
      `document.querySelector('#css').sheet.cssRules[0].style.setProperty('border', 'var(--line)'); document.querySelector('#css').sheet.cssRules[0].style.setProperty('border-left-color', 'red');`,
      `made.replaceSync('#b{margin:var(--space);margin-top:1px}');`,
    ],
  },
};
