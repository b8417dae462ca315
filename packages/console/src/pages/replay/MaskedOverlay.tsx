import { useMemo } from 'react';
import type { Screen } from '../../replay/screen.js';
import { maskedAreas, type MaskedArea } from './masked.js';

const LABELS: Record<MaskedArea['kind'], string> = {
  text: 'Masked text',
  value: 'Masked value',
  picture: 'Picture left out',
  hidden: 'Hidden',
};

/** Marks what the page had and the recording has not. */
export function MaskedOverlay({ screen, time }: { screen: Screen; time: number }) {
  // The page is not React's: it is looked at anew with the time.
  // oxlint-disable-next-line react/exhaustive-deps
  const areas = useMemo(() => maskedAreas(screen), [screen, Math.floor(time / 250)]);
  return (
    <div className="masked-overlay" role="img" aria-label={`${areas.length} masked areas`}>
      {areas.map(({ kind, left, top, width, height }) => (
        <span
          key={`${kind} ${left} ${top} ${width} ${height}`}
          data-kind={kind}
          title={LABELS[kind]}
          style={{ left, top, width, height }}
        />
      ))}
    </div>
  );
}
