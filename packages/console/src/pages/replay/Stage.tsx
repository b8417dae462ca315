import { Alert, Badge, Loader } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { RefObject } from 'react';
import type { Player, PlayerState } from '../../replay/player.js';
import type { Span } from '../../replay/reel.js';
import { MaskedOverlay } from './MaskedOverlay.js';

interface StageProps {
  root: RefObject<HTMLDivElement | null>;
  player: Player | undefined;
  state: PlayerState;
  gaps: Span[];
  showsMasked: boolean;
}

/** The recorded page, as large as it fits. */
export function Stage({ root, player, state, gaps, showsMasked }: StageProps) {
  const { ref, width, height } = useElementSize();
  const { size, phase, time, error, animatedFrom = Infinity } = state;
  const scale = size ? Math.min(width / size.width, height / size.height, 1) : 1;
  const isMissing = gaps.some(({ start, end }) => time >= start && time < end);
  const screen = player?.getScreen();
  return (
    <div className="stage" ref={ref} role="group" aria-label="Recording" data-phase={phase}>
      <div
        className="stage-page"
        style={{
          ...size,
          visibility: size && !error ? 'visible' : 'hidden',
          zoom: 1,
          scale: String(scale),
        }}
      >
        <div ref={root} />
        {showsMasked && screen && <MaskedOverlay screen={screen} time={time} />}
      </div>
      <div className="stage-notices" role="status">
        {phase === 'buffering' && !error && <Loader size="sm" aria-label="Loading the recording" />}
        {isMissing && <Badge color="yellow">A part of the recording is missing here</Badge>}
        {time >= animatedFrom && <Badge color="gray">Animations by scripts are not recorded</Badge>}
        {phase === 'ended' && <Badge color="gray">End of the recording</Badge>}
      </div>
      {error && (
        <Alert
          className="stage-error"
          color="red"
          icon={<IconAlertTriangle />}
          title="The recording stopped"
          role="alert"
        >
          {error.message} Press play to try again.
        </Alert>
      )}
    </div>
  );
}
