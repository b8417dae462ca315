import { Fragment, useEffect, useRef, type ReactNode } from 'react';
import { useRum } from './use-rum.js';

export interface RumProfilerProps {
  /** Name of what is measured. */
  name: string;
  children?: ReactNode | undefined;
}

/** One rendering. Times are relative. */
interface Render {
  startedAt: number;
  endedAt: number | undefined;
}

/**
 * Measures how long its children take to render: each time when they are shown, a duration vital
 * `reactComponentRender` with `name` as its description, and whether it was the first.
 */
export function RumProfiler({ name, children }: RumProfilerProps): ReactNode {
  const rum = useRum();
  const told = useRef<Render>(undefined);
  // oxlint-disable-next-line react/purity -- the rendering itself is what is measured
  const render: Render = { startedAt: performance.now(), endedAt: undefined };
  useEffect(() => {
    const { startedAt, endedAt } = render;
    // StrictMode runs effects twice.
    if (endedAt === undefined || told.current === render) return;
    rum.addDurationVital('reactComponentRender', {
      startTime: startedAt,
      duration: endedAt - startedAt,
      description: name,
      context: { isFirstRender: !told.current },
    });
    told.current = render;
  });
  return (
    <Fragment>
      {children}
      <RenderEnd render={render} />
    </Fragment>
  );
}

/** React renders siblings one after the other: what is before this one has rendered. */
function RenderEnd({ render }: { render: Render }): null {
  render.endedAt ??= performance.now();
  return null;
}
