import sax from 'sax'
import type { Mark, Tally } from './tally.ts'

/** Strict, and with the five entities of XML alone: a document type can declare no others. */
const options = { position: false, strictEntities: true }

const marks: Readonly<Record<string, Mark>> = {
  failure: 'failed',
  error: 'failed',
  skipped: 'skipped',
}
/** What CTest and GoogleTest write of tests that were not run. */
const notRun = new Set(['notrun', 'disabled'])

/** Elements in each other; a parser keeps all that are open. */
const DEPTH_MAX = 100

/**
 * Counts the `testcase` elements of a JUnit report (JUnit has no specification; this reads what
 * pytest, Surefire, Gradle, PHPUnit, CTest and nextest write alike).
 * @throws Error for what is no well-formed XML, for a document type declaration, and for elements
 * that are nested deeper than any report.
 */
export function countJunit(text: string, tally: Tally): void {
  let depth = 0
  let open: { mark: Mark; title: string; group: string } | null = null
  const parser = new sax.SAXParser(true, options)
  parser.onerror = (error) => {
    throw error
  }
  parser.ondoctype = () => {
    throw new Error('a report must not declare a document type')
  }
  parser.onopentag = ({ name, attributes }) => {
    depth += 1
    if (depth > DEPTH_MAX) throw new Error('the elements of a report are nested too deeply')
    if (name === 'testcase') {
      const { status = '', name: title = '', classname: group = '' } = attributes
      const mark = notRun.has(String(status)) ? 'skipped' : 'passed'
      open = { mark, title: String(title), group: String(group) }
    } else if (open !== null) open.mark = worse(open.mark, marks[name])
  }
  parser.onclosetag = (name) => {
    depth -= 1
    if (name !== 'testcase' || open === null) return
    tally.add(open.mark, open.title, [open.group])
    open = null
  }
  parser.write(text).close()
}

const order: readonly Mark[] = ['passed', 'skipped', 'failed']

function worse(one: Mark, other: Mark | undefined): Mark {
  return other !== undefined && order.indexOf(other) > order.indexOf(one) ? other : one
}
