/** A piece of a replay, ready to leave. */
export interface ReplaySegment {
  id: string;
  /** Its header as JSON, from the SDK's name on: what comes before is of each attempt. */
  header: string;
  /** One record a line, gzipped in any number of members. */
  records: Uint8Array<ArrayBuffer>;
  /** Gzips a text at once, as the end of a page needs it. */
  gzip: (text: string) => Uint8Array<ArrayBuffer>;
}
