import { defineCollector, listen, now, observeReports } from '@firsthand/core';
import { createErrorLimit } from './error-limit.js';

interface Place {
  file: string | null | undefined;
  line: number | null | undefined;
  column: number | null | undefined;
}

/** What bodies of both kinds have: https://wicg.github.io/deprecation-reporting/ */
interface Body {
  id: string;
  message: string;
  sourceFile?: string | null;
  lineNumber?: number | null;
  columnNumber?: number | null;
}

/** What the browser itself complains of: violated content security policies, interventions, deprecations. */
export const reports = defineCollector('reports', ({ signal, share, isOwn }) => {
  const report = share(createErrorLimit);

  listen(
    document,
    {
      securitypolicyviolation(violation) {
        const { blockedURI, effectiveDirective, disposition, timeStamp } = violation;
        // An error would be sent to where nothing may be sent, which is the next violation.
        if (isOwn(blockedURI)) return;
        const { sourceFile: file, lineNumber: line, columnNumber: column } = violation;
        const message = `csp_violation: '${blockedURI}' blocked by '${effectiveDirective}' directive`;
        report(
          {
            error: {
              message,
              type: effectiveDirective,
              source: 'report',
              handling: 'unhandled',
              csp: { disposition },
              ...stackOf(`${effectiveDirective}: ${message}`, { file, line, column }),
            },
          },
          timeStamp,
        );
      },
    },
    { signal },
  );

  observeReports(
    ['intervention', 'deprecation'],
    (found) => {
      for (const { type, body } of found) {
        const { id, message: said, sourceFile: file, ...place } = body as unknown as Body;
        const { lineNumber: line, columnNumber: column } = place;
        const message = `${type}: ${said}`;
        report(
          {
            error: {
              message,
              type: id,
              source: 'report',
              handling: 'unhandled',
              ...stackOf(`${id}: ${message}`, { file, line, column }),
            },
          },
          now(),
        );
      }
    },
    signal,
  );
});

/** As V8 writes one, so that the server reads it like any other. */
function stackOf(head: string, { file, line, column }: Place): { stack?: string } {
  return file ? { stack: `${head}\n    at ${file}:${line ?? 1}:${column ?? 1}` } : {};
}
