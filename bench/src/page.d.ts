/** What a set-up finds on its page. */

/** Origin of the intake. */
declare const INTAKE: string;
/** Whether sessions are recorded. Set by the bundler, so that a recorder that nobody asked for is shaken out. */
declare const REPLAY: boolean;

/** What a set-up gives to its page, where the SDK has such a call. */
declare var sdk: {
  /** Reports an error that the page has handled. */
  addError?: (error: unknown) => void;
  /** Reports a custom event. */
  addEvent?: (name: string) => void;
};
