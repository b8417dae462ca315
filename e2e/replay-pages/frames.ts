import type { ReplayPage } from './replay-page.js';

const body = (n: number) => `document.querySelectorAll('iframe')[${n}].contentDocument.body`;

/** Frames without an address of their own. */
export const frames: Record<string, ReplayPage> = {
  'frames without src': {
    html: `<iframe id="blank"></iframe><iframe id="said" src="about:blank"></iframe><iframe id="doc" srcdoc="<style>p{color:red}</style><p>In it</p>"></iframe>
      <iframe id="written"></iframe><iframe id="script" src="javascript:'<p>By script</p>'"></iframe>
      <script>document.querySelector('#blank').contentDocument.body.innerHTML = '<b style="color:blue">Filled</b>';
      const { contentDocument } = document.querySelector('#written'); contentDocument.open(); contentDocument.write('<!doctype html><style>p{margin:3px}</style><p>Written</p>'); contentDocument.close();</script>`,
    steps: [
      `${body(0)}.append('more'); ${body(1)}.innerHTML = '<i>Filled late</i>';`,
      `${body(2)}.innerHTML = '<p>Other</p>'; ${body(3)}.querySelector('p').style.color = 'green';`,
      `const frame = document.createElement('iframe'); document.body.append(frame); frame.contentDocument.body.innerHTML = '<u>Filled at once</u>';`,
      `const { contentDocument: inner } = document.querySelector('#blank'); inner.open(); inner.write('<!doctype html><h1>Written over</h1>'); inner.close();`,
      `document.querySelector('#doc').srcdoc = '<h2>Another document</h2>';`,
      `const frame = document.createElement('iframe'); document.body.append(frame); const { contentDocument: d } = frame; d.open(); d.write('<p>First'); setTimeout(() => { d.write(' and second</p>'); d.close(); }, 300);`,
      `document.body.prepend(document.querySelector('#written'));`,
    ],
  },
};
