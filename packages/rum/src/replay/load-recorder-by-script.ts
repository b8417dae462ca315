import { inDocument, listen } from '@firsthand/core';

type Recorder = typeof import('@firsthand/replay');

interface Global {
  FIRSTHAND_REPLAY?: Recorder;
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (url: string) => string },
    ): { createScriptURL(url: string): string };
  };
}

/** The script-tag bundle itself: known only while it runs. */
const bundle = typeof document === 'undefined' ? null : document.currentScript;

/** Written by the build: the hash of the recorder that was built with it. */
const RECORDER_INTEGRITY = 'FIRSTHAND_RECORDER_INTEGRITY';

/** Loads the recorder from `firsthand-replay.js` beside the script-tag bundle. */
export function loadRecorder(): Promise<Recorder> {
  const scope = globalThis as Global;
  // A policy of one name may be made once.
  if (scope.FIRSTHAND_REPLAY) return Promise.resolve(scope.FIRSTHAND_REPLAY);
  return new Promise((resolve, reject) => {
    const { src, nonce = '', integrity, crossOrigin } = bundle as HTMLScriptElement;
    const script = inDocument('createElement')('script');
    // A page that enforces trusted types allows it by `trusted-types firsthand`.
    const policy = scope.trustedTypes?.createPolicy?.('firsthand', {
      createScriptURL: (url) => url,
    });
    const url = new URL('firsthand-replay.js', src).href;
    script.src = policy?.createScriptURL(url) ?? url;
    script.nonce = nonce;
    // A page that checks the one checks the other.
    if (integrity) script.integrity = RECORDER_INTEGRITY;
    script.crossOrigin = crossOrigin;
    listen(script, {
      load: () => resolve(scope.FIRSTHAND_REPLAY as Recorder),
      error: () => reject(new Error(`no ${url}`)),
    });
    inDocument('head').append(script);
  });
}
