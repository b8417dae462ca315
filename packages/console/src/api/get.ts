import type { IntakeError } from '@firsthand/protocol';

/** An answer that is not a 2xx: its sentence is for the person. */
class ApiError extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** Asks the server one question. @throws {ApiError} */
export async function get<Answer>(
  path: string,
  parameters: Record<string, unknown> = {},
): Promise<Answer> {
  const query = new URLSearchParams(
    Object.entries(parameters).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)]],
    ),
  );
  const response = await fetch(`/api/v1/${path}?${query}`).catch(() => {
    throw new ApiError(0, 'The server does not answer.');
  });
  const body = (await response.json().catch(() => ({}))) as Answer & Partial<IntakeError>;
  if (!response.ok)
    throw new ApiError(response.status, body.error ?? `The server answered ${response.status}.`);
  return body;
}
