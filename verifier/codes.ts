// The words in which a verdict can be expected: every code, and every place, as values to check a file against.

/** In the order in which the rules are tried. */
export const CODES = [
  'REQUEST_FAILED', 'UPSTREAM_UNSAMPLED', 'CALLER_UNSAMPLED', 'STILL_ARRIVING', 'DROPPED_IN_COLLECTOR', 'ID_CORRUPTED', 'MALFORMED_TREE',
  'ENTRY_NOT_INSTRUMENTED', 'CLIENT_NOT_INSTRUMENTED', 'NOT_INJECTED', 'CONTEXT_LEAKED', 'CONTEXT_LOST_IN_PROCESS', 'HEADER_DUPLICATED',
  'HEADER_MALFORMED', 'FORMAT_MISMATCH', 'HEADER_STRIPPED', 'TRACE_RESTARTED', 'PARENT_REWRITTEN', 'SAMPLING_FLAG_REWRITTEN', 'HEADER_IGNORED',
  'SERVER_NOT_INSTRUMENTED', 'CALLEE_UNSAMPLED', 'CALLER_NOT_EXPORTED', 'CALLEE_NOT_EXPORTED', 'DUPLICATE_DELIVERY', 'LINKED', 'UNDECIDED',
  'NOT_LINKED',
] as const;

export const PLACES = ['upstream', 'request', 'caller', 'wire', 'callee', 'export', 'collector', 'nowhere', 'hop'] as const;
