/** The rows of a session. */
export const OF_SESSION = `FROM events FINAL
  WHERE application_id = {application:String} AND session_id = {session:String}`;

/**
 * They are found by the index on sessions. All versions of a row have one session, so that it need not look for others; the
 * index on dates, which versions may have several of, is left out.
 */
export const SESSION_SETTINGS = {
  do_not_merge_across_partitions_select_final: 1,
  use_skip_indexes_if_final_exact_mode: 0,
  ignore_data_skipping_indices: 'by_date',
};
