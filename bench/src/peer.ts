/** A post as the intake got it. */
export interface Post {
  method: string;
  path: string;
  query: URLSearchParams;
  /** As it was sent. */
  body: Buffer;
  /** The body, without its compression. */
  text: string;
}

/** Kinds of facts. */
export const KINDS = [
  'view',
  'error',
  'request',
  'resource',
  'click',
  'long task',
  'vital',
  'custom event',
] as const;

export type Kind = (typeof KINDS)[number];

/** One thing that happened, as an SDK told of it. `key` is its path, message, name or metric. */
export interface Fact {
  kind: Kind;
  key: string;
}

/** What the intake answers, where a 200 with `{}` is not enough. */
export interface Answer {
  status?: number;
  type?: string;
  body: string | Buffer;
}

/** An SDK: `peers/<id>.setup.ts` is how a page starts it, `peers/<id>.ts` how its posts are read. */
export interface Peer {
  id: string;
  /** As it stands in the tables. */
  name: string;
  /** Packages that a user installs. */
  packages: readonly string[];
  /** Whether it can record sessions. */
  hasReplay?: boolean;
  /** Kinds of facts that it has no collector for. */
  omits: readonly Kind[];
  /** What else a reader of the table should know. */
  notes?: string;
  /** The facts in all that it posted, one for each time that it says so. */
  read(posts: readonly Post[]): Fact[];
  answer?(post: Post): Answer | undefined;
}
