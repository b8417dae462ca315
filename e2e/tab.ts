/** A tab as tests of every engine drive it: Playwright's and Puppeteer's `Page` are some. */
export interface Tab {
  goto(url: string): Promise<unknown>;
  /** Of the first element that the selector finds. */
  click(selector: string): Promise<void>;
  /** Runs in the page, and waits for what comes of it; both ways what JSON can say. */
  evaluate<R>(expression: string): Promise<Awaited<R>>;
  evaluate<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>>;
  evaluate<R>(work: () => R): Promise<Awaited<R>>;
}
