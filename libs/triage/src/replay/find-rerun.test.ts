import { expect, test } from 'vitest'
import type { Invocation } from './find-invocation.ts'
import { findRerun } from './find-rerun.ts'

const mvn: Invocation = {
  ...{ command: './mvnw -B verify', argumentsAt: 6, isScript: false },
  ...{ call: './mvnw -B verify', folder: '' },
}

function check(tool: string, printed: string[], wanted: string | null, invocation = mvn) {
  test(`${tool} printing "${printed[0]}" gives ${wanted}`, () => {
    const lines = printed.map((text, index) => ({ number: index + 1, text }))

    expect(findRerun(tool, lines, invocation)).toBe(wanted)
  })
}

check('cargo', ['error: test failed, to rerun pass `-p shop --lib`'], 'cargo test -p shop --lib')
check('maven', ['[ERROR]   mvn <args> -rf :shop-core'], './mvnw -B verify -rf :shop-core')
check(
  'rspec',
  ['rspec ./spec/cart_spec.rb:4 # Cart totals', 'rspec ./spec/b_spec.rb[1:2] # B'],
  'bundle exec rspec ./spec/cart_spec.rb:4 ./spec/b_spec.rb[1:2]',
)
check('rails', ['bin/rails test test/cart_test.rb:9'], 'bin/rails test test/cart_test.rb:9')
check('bazel', ['//shop:cart_test                FAILED in 0.3s'], 'bazel test //shop:cart_test')
check(
  'unittest',
  ['    python test/test_cart.py CartTest.test_total'],
  'python test/test_cart.py CartTest.test_total',
)

check('cargo', ['error: test failed, to rerun pass `--test cart`'], 'cargo test --test cart')

check('cargo', ['error: test failed, to rerun pass `-p shop; id`'], null)
check('cargo', ['error: test failed, to rerun pass `--config=build.rustc=./evil`'], null)
check('cargo', ['error: test failed, to rerun pass `--test --config`'], null)
check('unittest', ['python /tmp/evil.py Cart.test'], null)
check('unittest', ['python -m.py Cart.test'], null)
check('cargo', ['error: test failed, to rerun pass `-p $(id)`'], null)
check('maven', ['mvn <args> -rf ../../x:y'], null)
check('unittest', ['python ../../evil.py Cart.test'], null)
check('eslint', ['error: test failed, to rerun pass `-p shop`'], null)
