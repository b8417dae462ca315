/** Half a surrogate pair, as a text cut within an emoji ends with, is no UTF-8: the store would refuse the row. */
export function wellFormed<Row extends object>(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      Array.isArray(value) ? value.map(wellFormedValue) : wellFormedValue(value),
    ]),
  ) as Row;
}

function wellFormedValue(value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}
