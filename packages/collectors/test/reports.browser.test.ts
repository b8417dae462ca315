import { collect, eventually, INTAKE, type Collected } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reports } from '../src/index.js';

let running: ReturnType<typeof collect>;

beforeEach(() => {
  running = collect(reports());
});
afterEach(() => {
  running.stop();
});

function violate(blockedURI: string) {
  document.dispatchEvent(
    new SecurityPolicyViolationEvent('securitypolicyviolation', {
      blockedURI,
      effectiveDirective: 'script-src-elem',
      violatedDirective: 'script-src-elem',
      disposition: 'enforce',
      documentURI: location.href,
      originalPolicy: "script-src 'self'",
      sourceFile: 'https://shop.test/app.js',
      lineNumber: 3,
      columnNumber: 5,
      statusCode: 200,
    }),
  );
}

async function reported(): Promise<Collected['data']> {
  const [event] = await eventually('an error', () => running.emitted.length && running.emitted);
  return event?.data ?? {};
}

describe('what the browser complains of', () => {
  it('a violated content security policy', async () => {
    violate('https://evil.test/x.js');
    expect((await reported())['error']).toEqual({
      message: "csp_violation: 'https://evil.test/x.js' blocked by 'script-src-elem' directive",
      type: 'script-src-elem',
      source: 'report',
      handling: 'unhandled',
      csp: { disposition: 'enforce' },
      origin: 'app',
      stack: expect.stringContaining('at https://shop.test/app.js:3:5'),
    });
  });

  it('but nothing of the intake, to which that would be sent', async () => {
    violate(`${INTAKE}events?encoding=gzip`);
    violate('https://evil.test/x.js');
    expect((await reported())['error']).toMatchObject({ message: expect.stringMatching(/evil/) });
    expect(running.emitted).toHaveLength(1);
  });

  it('an intervention', async () => {
    // Chromium makes one of a vibration that no person asked for.
    navigator.vibrate?.(1);
    const { error } = (await eventually('the report', () => running.emitted[0]?.data)) as {
      error: { message: string; type: string; source: string };
    };
    expect(error).toMatchObject({
      source: 'report',
      type: 'NavigatorVibrate',
      message: expect.stringMatching(/^intervention: /),
    });
  });
});
