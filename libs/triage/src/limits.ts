/** A longer line is cut to this many bytes before it is matched or shown. */
export const LINE_BYTES_MAX = 4096
/** Lines that have to be read in full, since a rule may match them; a log of more is cut there. */
export const READ_LINES_MAX = 3_000_000
/** Folders the repository may have been checked out to. */
export const ROOTS_MAX = 10
/** The most pieces that carriage returns may cut one line into; the rest stays in one piece. */
export const PIECES_PER_LINE_MAX = 20
/** A line kept as context around a hit is cut to this many characters. */
export const CONTEXT_CHARS_MAX = 400
/** Lines remembered before a hit, and the most a rule may ask for after it. */
export const CONTEXT_LINES_MAX = 40
/** Steps remembered of one log; the oldest that did not fail is forgotten first. */
export const STEPS_MAX = 60
/** Lines of one step's header (its echoed script and environment). */
export const HEADER_LINES_MAX = 400
/** Characters of a step's command that are kept. */
export const COMMAND_CHARS_MAX = 4000
/** Commands echoed by package scripts that are remembered for one step. */
export const ECHOES_MAX = 30
/** Hits of one rule kept for one step: the first ones, and the last ones. */
export const FIRST_HITS_MAX = 20
export const LAST_HITS_MAX = 4
/** Lines kept of one pack's `collect` patterns in one step. */
export const COLLECTED_MAX = 100
/** Lines of one known issue kept for one step. */
export const ISSUE_LINES_MAX = 20
/** Lines remembered of a job's green runs, and lines read of one green log. */
export const GREEN_LINES_MAX = 50_000
export const GREEN_LOG_LINES_MAX = 1_000_000
/** Rules that an explanation lists, and causes that a comparison of two runs does. */
export const EXPLAINED_MAX = 100
export const FINDINGS_MAX = 500
/** Hits kept of a whole log; the oldest step gives its own up first. */
export const HITS_MAX = 2000
/** Lines and files and tests that a diagnosis names. */
export const EVIDENCE_LINES_MAX = 80
export const FILES_MAX = 50
/** Files added to those that a rule captured: they only stand near its lines. */
export const NEARBY_FILES_MAX = 10
export const TESTS_MAX = 100
/** Close calls that a diagnosis names. */
export const ALTERNATIVES_MAX = 5
/** Files that a replay or autofix command is narrowed to. */
export const COMMAND_FILES_MAX = 10
/** Rules of one pack, patterns of one rule, characters of one pattern, and bytes of one pack. */
export const RULES_PER_PACK_MAX = 200
export const PATTERNS_MAX = 40
export const PATTERN_CHARS_MAX = 600
export const PACK_BYTES_MAX = 500_000
/** Patterns that share one automaton, and the memory of one automaton's states, in bytes. */
export const PATTERNS_PER_SET_MAX = 64
export const MATCHER_BYTES_MAX = 8_000_000
/** The same for the automaton of one pattern that is tried alone; there may be thousands. */
export const PATTERN_BYTES_MAX = 100_000
/** States of the automaton that tries one pattern on bytes, and their memory; few need as much. */
export const MATCHER_STATES_MAX = 1000
export const MATCHER_BYTES_OF_PATTERN_MAX = 500_000
/** Examples of one rule that hit, or that miss, and the characters of one. */
export const EXAMPLES_MAX = 30
export const EXAMPLE_CHARS_MAX = 4000
/** Files of one folder of rules, and known issues altogether. */
export const RULE_FILES_MAX = 1000
export const KNOWN_ISSUES_MAX = 500
/** Entries, logs (a matrix has 256 jobs at most) and bytes of logs of one archive. */
export const ARCHIVE_ENTRIES_MAX = 20_000
export const ARCHIVE_LOGS_MAX = 256
export const ARCHIVE_BYTES_MAX = 4_000_000_000
/** Annotations of a job that are read when it has no log. */
export const ANNOTATIONS_MAX = 50
