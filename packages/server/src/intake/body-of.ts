import { decompress } from './decompress.js';
import { Refused } from './refused.js';

export interface IntakeRequest {
  Body: Buffer | undefined;
  Querystring: { encoding?: string };
}

/** The body of a request, inflated. @throws {Refused} when it has none, or one that cannot be read */
export async function bodyOf({ body, query }: Parts): Promise<Buffer> {
  if (!body?.length) throw new Refused(400, 'The body is empty.');
  return decompress(body, query.encoding);
}

interface Parts {
  body: IntakeRequest['Body'];
  query: IntakeRequest['Querystring'];
}
