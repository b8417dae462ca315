/**
 * What ClickHouse says of a row that it can never take, by the codes of its errors. Whatever else it says, such as of a disk
 * that is full or of memory that is short, will not be so for ever.
 * https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
 */
const ROW_FAULTS = new Set([
  '6', // CANNOT_PARSE_TEXT
  '25', // CANNOT_PARSE_ESCAPE_SEQUENCE
  '26', // CANNOT_PARSE_QUOTED_STRING
  '27', // CANNOT_PARSE_INPUT_ASSERTION_FAILED
  '38', // CANNOT_PARSE_DATE
  '41', // CANNOT_PARSE_DATETIME
  '69', // ARGUMENT_OUT_OF_BOUND
  '72', // CANNOT_PARSE_NUMBER
  '130', // CANNOT_READ_ARRAY_FROM_TEXT
  '131', // TOO_LARGE_STRING_SIZE
  '321', // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
  '467', // CANNOT_PARSE_BOOL
]);

/** Whether an insert failed because of a row in it. */
export function isRowFault(fault: unknown): boolean {
  const { code } = (fault ?? {}) as { code?: unknown };
  return ROW_FAULTS.has(String(code));
}
