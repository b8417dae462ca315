/** A request that the server does not take: its status, and one sentence for a person. */
export class Refused extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, sentence: string) {
    super(sentence);
    this.statusCode = statusCode;
  }
}
