import { useState } from 'react';

/** Buttons for everything that can go wrong on a page. */
export function Trouble() {
  const [banner, setBanner] = useState(false);
  return (
    <footer>
      {banner && <p className="banner">A late banner pushed everything down.</p>}
      <h2>Cause trouble</h2>
      <button
        type="button"
        onClick={() => {
          throw new Error('The error button was pressed');
        }}
      >
        Throw an error
      </button>
      <button type="button" onClick={() => void Promise.reject(new Error('A promise was broken'))}>
        Reject a promise
      </button>
      <button type="button" onClick={() => void fetch('/api/voucher', { method: 'POST' })}>
        Call the failing endpoint
      </button>
      <button type="button" onClick={() => busy(300)}>
        Run a long task
      </button>
      {/* Later than the 500 ms after an input in which browsers excuse a shift. */}
      <button type="button" onClick={() => setTimeout(setBanner, 700, !banner)}>
        Shift the layout
      </button>
    </footer>
  );
}

/** Keeps the main thread busy, for so many milliseconds. */
function busy(duration: number) {
  const end = performance.now() + duration;
  while (performance.now() < end);
}
