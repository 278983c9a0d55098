import { expect, test } from 'vitest'
import { readCapture } from './capture-type.ts'

function check(raw: string, path: string | null, roots: string[] = []) {
  expect(readCapture('path', raw, roots)).toBe(path)
}

test('paths of the known runners become paths of the repository', () => {
  check('/home/runner/work/web/web/src/a.ts', 'src/a.ts')
  check('D:\\a\\web\\web\\src\\a.ts', 'src/a.ts')
  check('/D:/a/web/web/src/a.ts', 'src/a.ts')
  check('/__w/web/web/src/a.ts', 'src/a.ts')
  check('file:///home/runner/work/web/web/src/a.ts', 'src/a.ts')
  check('/home/vsts/work/1/s/src/a.ts', 'src/a.ts')
  check('/__w/1/s/src/a.ts', 'src/a.ts')
  check('/home/circleci/project/src/a.ts', 'src/a.ts')
  check('/usr/src/app/src/a.ts', 'src/a.ts')
  check('/builddir/build/BUILD/web-1.2/src/a.c', 'src/a.c')
  check('src/lib/../a.ts', 'src/a.ts')
  check('./src/a.ts', 'src/a.ts')
  check('/data/x/src/a.ts', 'src/a.ts', ['/data/x/'])
})

test('a path outside the repository, or one a shell could trip over, is no path', () => {
  check('/etc/passwd', null)
  check('../../etc/passwd', null)
  check('src/../../x', null)
  check('-rf', null)
  check('a;rm -rf /', null)
  check('$(id)/a', null)
  check("a'b", null)
  check('a b', null)
  check('~/x', null)
  check('C:/x/y', null)
  check('/home/runner/work/_temp/a.sh', null)
  check('/home/runner/work/_actions/actions/cache/v4/index.js', null)
})

test('files of dependencies are not files of the repository', () => {
  check('node_modules/left-pad/index.js', null)
  check('lib/python3/site-packages/x.py', null)
})

test('words and numbers hold their own characters only', () => {
  expect(readCapture('word', 'lint/style/useConst', [])).toBe('lint/style/useConst')
  expect(readCapture('word', '--exec=rm', [])).toBeNull()
  expect(readCapture('word', 'a`id`', [])).toBeNull()
  expect(readCapture('number', '12', [])).toBe('12')
  expect(readCapture('number', '12;id', [])).toBeNull()
})
