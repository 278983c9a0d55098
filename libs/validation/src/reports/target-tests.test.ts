import { expect, test } from 'vitest'
import { TargetTests } from './target-tests.ts'

test.each<[string, string, string[], string]>([
  ['node', 'adds two prices', [], 'adds two prices'],
  ['vitest', 'cart > adds', ['/work/src/cart.test.ts', 'cart'], 'adds'],
  ['jest', 'cart › adds', ['/work/src/cart.test.js', 'cart'], 'adds'],
  ['pytest', 'tests/test_cart.py::test_adds', ['tests.test_cart'], 'test_adds'],
  [
    'pytest',
    'tests/test_cart.py::TestCart::test_adds[1-2]',
    ['tests.test_cart.TestCart'],
    'test_adds[1-2]',
  ],
  ['pytest', 'test_adds', ['tests.test_cart'], 'test_adds'],
  ['go', 'TestAdds/two_prices', ['acme/shop'], 'TestAdds/two_prices'],
  ['maven', 'CartTest.adds', ['com.acme.CartTest'], 'adds'],
  ['cargo', 'tests::adds', [], 'tests::adds'],
  ['cargo', 'cart::tests::adds', ['shop'], 'cart::tests::adds'],
])('%s: %s is known in a report', (_tool, name, groups, title) => {
  expect(new TargetTests(['other', name]).has(groups, title)).toBe(true)
})

test.each<[string, string[], string]>([
  ['cart > adds', ['src/cart.test.ts', 'cart'], 'lists'],
  ['cart > adds', ['src/shop.test.ts', 'shop'], 'adds'],
  ['tests/test_cart.py::test_adds', ['tests.test_shop'], 'test_adds'],
  ['test_adds[1-2]', [], 'test_adds[1-3]'],
  ['...', [], 'adds'],
  ['adds', [], '???'],
])('%s is not taken for another test', (name, groups, title) => {
  expect(new TargetTests([name]).has(groups, title)).toBe(false)
})
