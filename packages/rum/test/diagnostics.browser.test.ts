import { telemetry } from '@firsthand/collectors';
import { createDiagnostics } from '@firsthand/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure, usePipeline } from './pipeline.js';

const pipeline = usePipeline();

describe('what became of events', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is counted, and told with the internal context', async () => {
    const { rum } = pipeline.start();
    rum.emit('error', failure);
    await rum.flush();
    // The first view, its snapshot with the error, and the error.
    expect(rum.contextAt(performance.now())?.diagnostics).toEqual({ emitted: 3 });
  });

  it('has its reason where an event did not leave', async () => {
    const { rum, diagnostics } = pipeline.start({ sessionSampleRate: 0 });
    rum.emit('error', failure);
    await rum.flush();
    rum.session?.stop();
    rum.emit('error', failure);
    await rum.flush();
    expect(diagnostics.counters.dropped_unattributed).toBe(1);
    expect(diagnostics.counters.dropped_unsampled).toBeGreaterThanOrEqual(2);
    expect(diagnostics.counters.emitted).toBeUndefined();
  });

  it('is written to the console in debug alone', () => {
    const written = vi.spyOn(console, 'debug').mockImplementation(() => {});
    createDiagnostics(false).note('trimmed', 'of what');
    expect(written).not.toHaveBeenCalled();
    createDiagnostics(true).note('trimmed', 'of what');
    expect(written).toHaveBeenCalledWith('Firsthand: trimmed', 'of what');
  });

  it('is reported on page exit where telemetry is on, as what is new', async () => {
    const { rum, ofType } = pipeline.start({
      collectors: [telemetry({ telemetrySampleRate: 100 })],
    });
    const reported = () => ofType('telemetry').map((event) => event.telemetry.counters);
    rum.emit('error', failure);
    await rum.flush();
    dispatchEvent(new Event('pagehide'));
    expect(reported()).toEqual([{ emitted: 3 }]);
    dispatchEvent(new Event('pagehide'));
    expect(reported()).toHaveLength(1);
  });

  it('is not reported by default', async () => {
    const { ofType } = pipeline.start({ collectors: [telemetry()] });
    dispatchEvent(new Event('pagehide'));
    expect(ofType('telemetry')).toEqual([]);
  });
});
