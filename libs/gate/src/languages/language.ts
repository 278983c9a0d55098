/** A form of line that a rule looks for: anywhere, or only in tests, or only outside them. */
export type Sign = RegExp | { where: 'tests' | 'sources'; pattern: RegExp }

/** Two lines that follow each other. */
export interface LinePair {
  readonly first: RegExp
  readonly second: RegExp
}

/**
 * What the gate knows of one language: how its files are called, and how a test is weakened in it.
 * Expressions must be linear in the line that they meet: strangers wrote it.
 */
export interface Language {
  readonly name: string
  /** Endings of file names, without the dot. */
  readonly endings: readonly string[]
  /** Whole names in lower case that have no ending, or stand for this language despite it. */
  readonly names?: RegExp
  /** One match is one test. */
  readonly test?: RegExp
  /** One match is one stated expectation. */
  readonly assertion?: RegExp
  /** An expectation that nearly any value meets. */
  readonly weakAssertion?: RegExp
  /** A question that states an expectation, where the language has no assertions of its own. */
  readonly exactCondition?: RegExp
  /** A line of a test that stands beside the code, in a file of any name. */
  readonly testInSource?: RegExp
  /** An expectation that only tests state, wherever they stand. */
  readonly assertionInSource?: RegExp
  /** A line that does no more than open a comment over lines; its end is not on it. */
  readonly commentOpens?: RegExp
  readonly skipped?: readonly Sign[]
  readonly focused?: readonly Sign[]
  readonly returnsEarly?: readonly Sign[]
  readonly emptyAssertion?: readonly Sign[]
  /** The thing that is tested, or what compares it, is replaced by something that agrees. */
  readonly rigged?: readonly Sign[]
  /** What counts as equal is defined anew. */
  readonly equality?: readonly Sign[]
  readonly mocked?: readonly Sign[]
  /** A test is run again until it passes. */
  readonly retried?: readonly Sign[]
  readonly checkDisabled?: readonly Sign[]
  readonly typeLoosened?: readonly Sign[]
  /** A checker is told what to believe of one value: at times the author knows better. */
  readonly typeAsserted?: readonly Sign[]
  /** One match is one request to the compiler or a checker to be strict. */
  readonly strictness?: RegExp
  readonly swallowed?: readonly Sign[]
  /** A failure that is answered quietly: at times this is what was asked for. */
  readonly quietened?: readonly Sign[]
  /** Code that finds out whether it is being tested. */
  readonly sniffing?: readonly Sign[]
  /** Code that looks at how it is run, or at surroundings that differ while it is tested. */
  readonly looksAround?: readonly Sign[]
  /** An assertion whose outcome is waited for. */
  readonly awaited?: RegExp
  /** One match is one failure that is raised, or one that is looked at. */
  readonly raised?: RegExp
  /** A handler that catches whatever comes. */
  readonly catchAll?: RegExp
  /** A handler of failures that does nothing: how it starts, and the line after that. */
  readonly emptyHandler?: LinePair
  /** A handler that answers a failure with a constant or a note: its start, and the line after. */
  readonly quietHandler?: LinePair
  /** What ends a function whatever failed before, as `return` in a `finally` does. */
  readonly endsAnyway?: LinePair
  /** A comparison that always agrees, over two lines. */
  readonly alwaysEqual?: LinePair
  /** The start of what other files or programs may use. */
  readonly exported?: RegExp
}
