/** Half a surrogate pair, as a text cut within an emoji ends with, is no UTF-8: the store would refuse the row. Edits the row. */
export function wellFormed<Row extends object>(row: Row): Row {
  const columns = row as Record<string, unknown>;
  for (const column of Object.keys(columns)) {
    const value = columns[column];
    if (typeof value === 'string') {
      if (!value.isWellFormed()) columns[column] = value.toWellFormed();
    } else if (Array.isArray(value)) columns[column] = value.map(wellFormedItem);
  }
  return row;
}

function wellFormedItem(item: unknown): unknown {
  return typeof item === 'string' ? item.toWellFormed() : item;
}
