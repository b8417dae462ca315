import type { IntakeError } from '@firsthand/protocol';

/** An answer that is not a 2xx: its sentence is for the person. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** Whether the server wants a token, or another one. */
export function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && [401, 403].includes(error.status);
}

interface Question {
  parameters?: Record<string, unknown>;
  token?: string | undefined;
  signal?: AbortSignal;
}

/** Asks the server one question. @throws {ApiError} */
export async function get<Answer>(
  path: string,
  parameters: Record<string, unknown> = {},
  token?: string,
): Promise<Answer> {
  return (await ask(path, { parameters, token })).json() as Promise<Answer>;
}

/** The same, for an answer of any length. @throws {ApiError} */
export async function ask(path: string, question: Question): Promise<Response> {
  const { parameters = {}, token, signal } = question;
  const query = new URLSearchParams(
    Object.entries(parameters).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)]],
    ),
  );
  const response = await fetch(`/api/v1/${path}?${query}`, {
    ...(token && { headers: { authorization: `Bearer ${token}` } }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'The server does not answer.');
  });
  if (response.ok) return response;
  const { error } = (await response.json().catch(() => ({}))) as Partial<IntakeError>;
  throw new ApiError(response.status, error ?? `The server answered ${response.status}.`);
}
