import { expect, test } from 'vitest'
import { cleanLine } from './clean-line.ts'

function check(raw: string, ...pieces: string[]) {
  expect(cleanLine(raw, true).pieces).toEqual(pieces)
}

test('timestamps and byte-order marks of the runner are removed', () => {
  check('\uFEFF2026-01-02T03:04:05.1234567Z ok 1', 'ok 1')
  check('2026-01-02T03:04:05.1234567Z \uFEFFok 1', 'ok 1')
  check('2026-01-02T03:04:05Z   indented', '  indented')
})

test('the clock that other systems put before a line is removed', () => {
  check('[2026-01-02T03:04:05.123Z] error: it broke', 'error: it broke')
  check('[task 2026-01-02T03:04:05.123Z] error: it broke', 'error: it broke')
  check('[00:04:12] error[E0635]: it broke', 'error[E0635]: it broke')
  check('(00:04:12) ERROR: it broke', 'ERROR: it broke')
  check('2026-01-02 03:04:05 error: it broke', 'error: it broke')
  check('2026-01-02 03:04:05.678901 | builder | error: it broke', 'error: it broke')
  check('00:04:12  error: it broke', 'error: it broke')
  check('W0822 21:37:48.574] error: it broke', 'error: it broke')
  check('[00:04:12]W:\t [Step 2/3] error: it broke', 'error: it broke')
  check('[  123s] error: it broke', 'error: it broke')
  check('error\t02-Jan-2026 03:04:05\terror: it broke', 'error: it broke')
  check('2026-01-02T03:04:05.678901Z 00O error: it broke', 'error: it broke')
  check('\u001b_bk;t=1767323045678\u0007error: it broke', 'error: it broke')
  check('12:30:01 is no clock in brackets', '12:30:01 is no clock in brackets')
  check(
    '22:11:55.786 Error: Command "npm run build" exited with 1',
    'Error: Command "npm run build" exited with 1',
  )
  check('9:33:10 AM: Error: Cannot find module', 'Error: Cannot find module')
})

test('terminal escapes and control characters are removed', () => {
  check('\u001b[31m✖\u001b[0m \u001b[1;4mfail\u001b[22m', '✖ fail')
  check('\u001b]8;;https://example.org\u0007link\u001b]8;;\u0007', 'link')
  check('\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\', 'link')
  check('a\u0000b\u0007c\u009bd', 'abcd')
})

test('carriage returns cut a line into the pieces a terminal would have shown in turn', () => {
  check('10 %\r100 %\rerror: it broke\r', '10 %', '100 %', 'error: it broke')
})

test('the columns of gh run view are removed, and name the step', () => {
  const clean = cleanLine('build\tRun npm test\t2026-01-02T03:04:05.1234567Z ok 1', true)

  expect(clean).toEqual({
    pieces: ['ok 1'],
    jobName: 'build',
    stepName: 'Run npm test',
    isEchoedScript: false,
  })
})

test('a step that gh cannot tell has no name', () => {
  const clean = cleanLine('build\tUNKNOWN STEP\t2026-01-02T03:04:05.1234567Z ok 1', true)

  expect(clean).toMatchObject({ jobName: 'build', stepName: null })
})

test('a byte-order mark that another encoding has mangled does not hide the columns', () => {
  const clean = cleanLine('build\tSet up job\t???2026-01-02T03:04:05.1234567Z ok 1', true)

  expect(clean).toMatchObject({ pieces: ['ok 1'], stepName: 'Set up job' })
})

test('what docker prints before each line of a container is removed', () => {
  check('test_1  | npm error code ERESOLVE', 'npm error code ERESOLVE')
  check('#19 22.32 error: it broke', 'error: it broke')
})

test('what builders print before each line of one of their steps is removed', () => {
  check('Step #1: error: it broke', 'error: it broke')
  check('[10:02:31] :\t [Step 1/2] error: it broke', 'error: it broke')
  check('[10:02:31] : it broke', ': it broke')
  check('Step #0 - "images": Step #12 - "web": error: it broke', 'error: it broke')
  check('[unit-tests : run] error: it broke', 'error: it broke')
  check('              +lint *failed* | error: it broke', 'error: it broke')
  check('       > error: it broke', 'error: it broke')
  check(' => => # error: it broke', 'error: it broke')
  check('Step 1/5 : FROM alpine', 'Step 1/5 : FROM alpine')
  check('+ make all', '+ make all')
})

test('what runners of many tasks print before each line of one is removed', () => {
  check('@acme/web:test:   ● cart › adds', '  ● cart › adds')
  check(
    'packages/web lint:   3:7  error  Missing semicolon  semi',
    '  3:7  error  Missing semicolon  semi',
  )
  check('[check:types] src/a.ts(3,7): error TS2322: no', 'src/a.ts(3,7): error TS2322: no')
  check('src/cart.py:4: error: no', 'src/cart.py:4: error: no')
  check('[INFO] Tests run: 3', '[INFO] Tests run: 3')
})

test('a line in the colour of echoed scripts is marked', () => {
  expect(cleanLine('\u001b[36;1mnpm test\u001b[0m', true).isEchoedScript).toBe(true)
})

test('thousands of carriage returns make a bounded number of pieces', () => {
  expect(cleanLine('a\r'.repeat(2000), true).pieces.length).toBeLessThanOrEqual(20)
})
