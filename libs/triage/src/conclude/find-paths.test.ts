import { expect, test } from 'vitest'
import { findPaths } from './find-paths.ts'

const roots = ['/home/runner/work/shop/shop/']

function check(text: string, ...wanted: string[]) {
  test(`the files of "${text.slice(0, 60)}" are found`, () => {
    expect(places(text, false)).toEqual(wanted)
  })
}

function places(text: string, isDecisive: boolean): string[] {
  const found = findPaths([{ number: 1, text }], roots, isDecisive)
  return found.map(({ path, line }) => (line === undefined ? path : `${path}:${line}`))
}

check('src/cart.ts:3:7 - error TS2322', 'src/cart.ts:3')
check("src/cart.ts(3,7): error TS2322: Type 'x'", 'src/cart.ts:3')
check('D:\\a\\shop\\shop\\src\\Cart.cs(12,5): error CS0103', 'src/Cart.cs:12')
check('   at Shop.Cart.Buy() in /home/runner/work/shop/shop/src/Cart.cs:line 7', 'src/Cart.cs:7')
check('  File "/home/runner/work/shop/shop/shop/cart.py", line 12, in buy', 'shop/cart.py:12')
check('E     File "shop/cart.py", line 74', 'shop/cart.py:74')
check('    at buy (/home/runner/work/shop/shop/src/cart.js:5:9)', 'src/cart.js:5')
check('    at async file:///home/runner/work/shop/shop/src/cart.mjs:5:9', 'src/cart.mjs:5')
check('(/home/runner/work/shop/shop/test/cart_spec.js)', 'test/cart_spec.js')
check('  --> src/cart.rs:4:5', 'src/cart.rs:4')
check('\tat org.shop.Cart$1.buy(Cart.java:12)', 'org/shop/Cart.java:12')
check('    at org.shop.Cart.buy (Cart.java:12)', 'org/shop/Cart.java:12')
check('\tat org.shop.ToolsKt.buy(Tools.kt:3)', 'org/shop/Tools.kt:3')
check(
  '[ERROR] /home/runner/work/shop/shop/src/Cart.java:[12,5] cannot find symbol',
  'src/Cart.java:12',
)
check('../src/gui/main.c:838:(.text+0x5f): undefined reference to `x`', 'src/gui/main.c:838')
check('/builddir/build/BUILD/shop-1.2/build/../src/a.c:3:1: error: x', 'src/a.c:3')
check("     # ./spec/cart_spec.rb:9:in `block in <top>'", 'spec/cart_spec.rb:9')
check('cart_test.go:31: got 1, want 2', 'cart_test.go:31')
check('app/(shop)/[id]/page.tsx:3:1', 'app/(shop)/[id]/page.tsx:3')
check('diff --git a/src/a.yml b/src/a.yml', 'src/a.yml', 'src/a.yml')
check('?? generated/api/', 'generated/api/')
check('\tmodified:   docs/api.md', 'docs/api.md')
check('##[error]src/cart.ts(3,7): wrong', 'src/cart.ts:3')
check('ERROR: /home/runner/work/shop/shop/cart/BUILD:4:11: no such target', 'cart/BUILD:4')
check('Dockerfile:12 DL3008 warning: Pin versions', 'Dockerfile:12')
check('/var/lib/buildkite-agent/builds/bk-1/acme/shop/src/a.c:3:1: error: x', 'src/a.c:3')
check('/home/jenkins/agent/workspace/shop/src/a.c:3:1: error: x', 'src/a.c:3')
check('/opt/buildagent/work/1a2b3c4d/src/a.c:3:1: error: x', 'src/a.c:3')
check('/build/0zdwz9-source/src/a.c:3:1: error: x', 'src/a.c:3')
check('/usr/local/home/joe/shop/_build/default/src/a.c:3: undefined reference', 'src/a.c:3')
check('/build/reproducible-path/shop-1.2/src/a.c:3:1: error: x', 'src/a.c:3')
check('/builds/worker/checkouts/shop/cart/a.c:3:1: error: x', 'cart/a.c:3')
check('/home/zuul/src/git.example/acme/shop/cart/a.c:3:1: error: x', 'cart/a.c:3')
check('/bakery/src/shop.example/cart_test.go:12', 'src/shop.example/cart_test.go:12')
check('/usr/src/linux/include/cart.h:12:1: error: x')
check('/home/joe/.rustup/toolchains/stable/lib/core/src/option.rs:3:1')
check('/private/var/tmp/_bazel_x/52ca/external/gtest+/BUILD.bazel:27:10: no such target')
check('the build failed')
check('please bump the version in package.json', 'package.json')

check('    at listOnTimeout (node:internal/timers:564:17)')
check('    at f (/home/runner/work/shop/shop/node_modules/x/index.js:1:1)')
check('    at f (/home/runner/work/_actions/actions/github-script/v7/dist/index.js:1:1)')
check('\tat java.base/java.lang.Thread.run(Thread.java:829)')
check('\tat org.junit.Assert.fail(Assert.java:89)')
check('see https://example.com/docs/a.html for help')
check('PASS src/cart.test.ts')
check('wrote coverage/report.json')
check('/usr/lib/python3.10/subprocess.py:12: x')
check('version 1.2.3')

test('an installed package named like the repository is the repository', () => {
  const folder = '../venv/lib/python3.8/site-packages'

  expect(places(`${folder}/shop/cart.py:9: ValueError`, false)).toEqual(['shop/cart.py:9'])
  expect(places(`${folder}/shop-1.0.egg/shop/cart.py:9: x`, false)).toEqual(['shop/cart.py:9'])
  expect(places(`${folder}/requests/api.py:9: x`, false)).toEqual([])
})

test('a data file mentioned in a decisive line counts', () => {
  expect(places('config/app.yml is not valid', true)).toEqual(['config/app.yml'])
})

test('a line of a million characters takes no longer than its length', () => {
  const text = 'a.'.repeat(500_000)

  expect(places(text, true)).toEqual([])
})
