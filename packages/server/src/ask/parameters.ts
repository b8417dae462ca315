/** Values of a question, which are never part of its text. */
export interface Parameters {
  /** @returns what stands for the value in SQL */
  bind(
    value: unknown,
    type: 'String' | 'Float64' | 'Array(String)' | 'Array(Int64)' | 'UInt32' | 'Int64',
  ): string;
  readonly values: Record<string, unknown>;
}

export function openParameters(values: Record<string, unknown> = {}): Parameters {
  const bound = { ...values };
  let serial = 0;
  return {
    values: bound,
    bind(value, type) {
      const name = `p${(serial += 1)}`;
      bound[name] = value;
      return `{${name}:${type}}`;
    },
  };
}
