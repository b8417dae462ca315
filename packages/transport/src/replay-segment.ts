/** Not `Uint8Array<ArrayBuffer>`, which TypeScript knows from 5.7 on: declarations are read by 5.4 as well. */
export type Bytes = ReturnType<typeof Uint8Array.of>;

/** A piece of a replay, ready to leave. */
export interface ReplaySegment {
  id: string;
  /** Its header as JSON, from the SDK's name on: what comes before is of each attempt. */
  header: string;
  /** One record a line, gzipped in any number of members. */
  records: Bytes;
  /** Gzips a text at once, as the end of a page needs it. */
  gzip: (text: string) => Bytes;
}
