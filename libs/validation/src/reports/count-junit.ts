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

/**
 * Counts the `testcase` elements of a JUnit report (JUnit has no specification; this reads what
 * pytest, Surefire, Gradle, PHPUnit, CTest and nextest write alike).
 * @throws Error for what is no well-formed XML, and for a document type declaration.
 */
export function countJunit(text: string, tally: Tally): void {
  let open: { mark: Mark; title: string; group: string } | null = null
  const parser = new sax.SAXParser(true, options)
  parser.onerror = (error) => {
    throw error
  }
  parser.ondoctype = () => {
    throw new Error('a report must not declare a document type')
  }
  parser.onopentag = ({ name, attributes }) => {
    if (name === 'testcase') {
      const { status = '', name: title = '', classname: group = '' } = attributes
      const mark = notRun.has(String(status)) ? 'skipped' : 'passed'
      open = { mark, title: String(title), group: String(group) }
    } else if (open !== null) open.mark = worse(open.mark, marks[name])
  }
  parser.onclosetag = (name) => {
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
