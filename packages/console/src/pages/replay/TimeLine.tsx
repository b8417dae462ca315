import { Slider } from '@mantine/core';
import { memo, useMemo } from 'react';
import { offset } from '../../format.js';
import type { PlayerState } from '../../replay/player.js';
import type { Reel } from '../../replay/reel.js';
import { bucketsOf, KINDS, type Bucket, type Kind, type Mark } from './marks.js';

interface TimeLineProps {
  reel: Reel;
  marks: Mark[];
  state: PlayerState;
  onSeek: (at: number) => void;
}

const PLACES = 240;

/** The whole recording: where it is, what happened when, and what is missing. */
export function TimeLine({ reel, marks, state, onSeek }: TimeLineProps) {
  const { start, end } = reel;
  return (
    <div className="time-line">
      <Lanes reel={reel} marks={marks} onSeek={onSeek} />
      <Slider
        className="time-line-slider"
        thumbLabel="Time"
        min={0}
        max={end - start}
        step={100}
        value={state.time - start}
        label={offset}
        size="xs"
        onChange={(value) => onSeek(start + value)}
      />
    </div>
  );
}

const Lanes = memo(function Lanes({ reel, marks, onSeek }: Omit<TimeLineProps, 'state'>) {
  const { start, end, clips, gaps } = reel;
  const lanes = useMemo(
    () => Map.groupBy(bucketsOf(marks, { start, end, places: PLACES }), ({ kind }) => kind),
    [marks, start, end],
  );
  const place = (span: { start: number; end: number }) => ({
    left: `${((span.start - start) / (end - start)) * 100}%`,
    width: `${((span.end - span.start) / (end - start)) * 100}%`,
  });
  return (
    <>
      {(Object.keys(KINDS) as Kind[]).map((kind) => {
        const buckets = lanes.get(kind) ?? [];
        return buckets.length ? (
          <Lane key={kind} kind={kind} buckets={buckets} start={start} onSeek={onSeek} />
        ) : null;
      })}
      <div className="lane lane-clips" aria-hidden>
        {clips.map((clip) => (
          <span key={clip.start} className="lane-clip" style={place(clip)} />
        ))}
        {gaps.map((gap) => (
          <span key={gap.start} className="lane-gap" title="Missing" style={place(gap)} />
        ))}
      </div>
    </>
  );
});

interface LaneProps {
  kind: Kind;
  buckets: Bucket[];
  start: number;
  onSeek: (at: number) => void;
}

function Lane({ kind, buckets, start, onSeek }: LaneProps) {
  const { label, color } = KINDS[kind];
  return (
    <div className="lane" role="group" aria-label={label}>
      <span className="lane-label" aria-hidden>
        {label}
      </span>
      {buckets.map(({ at, place, titles }) => (
        <button
          key={place}
          type="button"
          tabIndex={-1}
          className="lane-mark"
          title={titleOf(titles)}
          aria-label={`${offset(at - start)} ${titleOf(titles)}`}
          style={{
            left: `${place * 100}%`,
            background: `var(--mantine-color-${color}-filled)`,
          }}
          onClick={() => onSeek(at)}
        />
      ))}
    </div>
  );
}

function titleOf([first = '', ...more]: string[]): string {
  return more.length ? `${first} and ${more.length} more` : first;
}
