/** A page, and what happens on it in four steps. */
export interface ReplayPage {
  html: string;
  /** Scripts, run one after the other. */
  steps: string[];
  /** Whether parts of it are masked at every level, so that its picture is another. */
  isMasked?: true;
}
