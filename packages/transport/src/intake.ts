/** Where a server takes in what pages send. */
export interface Intake {
  /** Under which its paths are. */
  base: string;
  /** Whether a URL is one of its own. */
  isOwn(url: string): boolean;
}

/** @param endpoint base URL, which may be relative to the page */
export function intakeOf(endpoint: string): Intake {
  const base = new URL(endpoint, location.href).href.replace(/\/$/, '');
  return {
    base,
    isOwn: (url) => url.startsWith(`${base}/v1/`),
  };
}
