import type { ReplaySegment, SessionAnswer } from '@firsthand/protocol/query';
import { Alert, Group, Paper, Text, Title } from '@mantine/core';
import { useFullscreenElement } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { ReplaySource } from '../../replay/records.js';
import { reelOf, type Reel } from '../../replay/reel.js';
import { date, duration } from '../../format.js';
import { Controls } from './Controls.js';
import { KeyboardHelp } from './KeyboardHelp.js';
import { marksOf } from './marks.js';
import { Panes } from './Panes.js';
import { Stage } from './Stage.js';
import { TimeLine } from './TimeLine.js';
import { useKeyboard } from './use-keyboard.js';
import { usePlayer } from './use-player.js';

interface TheatreProps {
  segments: ReplaySegment[];
  source: ReplaySource;
  answer: SessionAnswer | undefined;
}

/** The recording, what controls it, and what happened beside it. */
export function Theatre({ segments, source, answer }: TheatreProps) {
  const reel = useMemo(() => reelOf(segments), [segments]);
  return reel && <Playing reel={reel} source={source} answer={answer} />;
}

function Playing({ reel, source, answer }: Omit<TheatreProps, 'segments'> & { reel: Reel }) {
  const { root, player, state } = usePlayer(reel, source);
  const { ref, fullscreen, toggle } = useFullscreenElement();
  const [showsMasked, setShowsMasked] = useState(false);
  const [showsHelp, setShowsHelp] = useState(false);
  const events = answer?.events;
  const marks = useMemo(() => marksOf(events ?? []), [events]);
  const commands = {
    player,
    marks,
    toggleFullScreen: () => void toggle(),
    toggleMasked: () => setShowsMasked((shows) => !shows),
    toggleHelp: () => setShowsHelp((shows) => !shows),
  };
  useKeyboard(commands);
  return (
    <>
      <Group justify="space-between" align="baseline">
        <Title order={1} style={{ overflowWrap: 'anywhere' }}>
          {answer?.session.user ?? `Session ${source.session.slice(0, 8)}`}
        </Title>
        <Text size="sm" c="dimmed">
          {date(reel.start)} · {duration(reel.end - reel.start)}
        </Text>
      </Group>
      <div className="theatre">
        <Paper withBorder ref={ref} className="theatre-screen" data-full-screen={fullscreen}>
          <Stage
            root={root}
            player={player}
            state={state}
            gaps={reel.gaps}
            showsMasked={showsMasked}
          />
          <TimeLine reel={reel} marks={marks} state={state} onSeek={(at) => player?.seek(at)} />
          <Controls {...commands} reel={reel} state={state} showsMasked={showsMasked} />
        </Paper>
        <Panes
          events={events ?? []}
          start={reel.start}
          time={state.time}
          onSeek={(at) => player?.seek(at)}
        />
      </div>
      {answer?.truncated && (
        <Alert color="yellow">
          Marks and lists hold only the first {answer.events.length} events.
        </Alert>
      )}
      <KeyboardHelp opened={showsHelp} onClose={() => setShowsHelp(false)} />
    </>
  );
}
