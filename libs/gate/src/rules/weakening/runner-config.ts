import { lineRule } from '../line-rule.ts'
import { pathRule } from '../path-rule.ts'
import type { Rule } from '../rule.ts'
import { isCheckerFile } from './is-checker-file.ts'

/** What Python, Ruby, Java and the C compiler find before the tool of that name. */
const SHADOWS =
  /(^|\/)(_?pytest|unittest|nose2?|doctest|hypothesis|coverage)(\.py$|\/)|(^|\/)lib\/(rspec|minitest)(\.rb$|\/)|(^|\/)(gtest|gmock|catch2|doctest)\/\w+\.h(pp)?$|(^|\/)org\/(junit|testng|assertj|mockito|hamcrest)\//

/** Settings of test runners and checkers under names that stand for nothing else. */
const files = pathRule({
  name: 'runner-config',
  decision: 'block',
  objection(path) {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
    if (SHADOWS.test(path))
      return 'a file takes the place of a test runner or of what it compares with'
    return isCheckerFile(name) ? 'a test runner or checker gets other settings' : null
  },
  refused: [
    '=== pytest.ini\n+addopts = -k nothing',
    '=== conftest.py\n+x',
    '=== src/vitest.setup.ts\n+x',
    '=== spec/spec_helper.rb\n+x',
    '=== phpunit.xml.dist\n+x',
    '=== .coveragerc\n+x',
    '=== .spectral.js\n+x',
    '=== sitecustomize.py\n+x',
    '=== vitest.workspace.ts\n+x',
    '=== phpstan-baseline.neon\n+x',
    '=== tslint.json\n+x',
    '=== tools/asan.supp\n+x',
    '=== .eslintignore\n+x',
    '=== stylelint.config.js\n+x',
    '=== analysis_options.yaml\n+x',
    '=== osv-scanner.toml\n+x',
    '=== App.xctestplan\n+x',
    '=== pytest.py\n+x',
    '=== unittest/__init__.py\n+x',
    '=== include/gtest/gtest.h\n+x',
    '=== src/main/java/org/junit/Assert.java\n+x',
    '=== pyproject.toml\n+[tool.pytest.ini_options]',
    '=== pyproject.toml\n-select = ["E", "F"]\n+select = ["E"]',
    '=== Cargo.toml\n+[lints.clippy]',
    '=== Cargo.toml\n+overflow-checks = false',
    '=== .editorconfig\n+dotnet_diagnostic.CA1822.severity = none',
    '=== src/main/resources/META-INF/services/org.junit.jupiter.api.extension.Extension\n+x',
    '=== src/test/resources/junit-platform.properties\n+x',
    "=== vite.config.ts\n+    include: ['src/ok/*.test.ts'],",
    '=== build.gradle\n+test { onlyIf { false } }',
  ],
  allowed: [
    '=== src/setup.ts\n+x',
    '=== src/cluster/spectral.js\n+x',
    '=== pyproject.toml\n+  "requests>=2.32",',
  ],
})

/** The same settings where they stand beside others. */
const sections = lineRule({
  ...files,
  why: 'a test runner or checker gets other settings',
  change: 'any',
  patterns: [
    {
      files: /(^|\/)(pyproject|cargo|ruff)\.toml$/,
      pattern:
        /^\s*\[+\s*(?:tool\.(?:pytest|ruff|mypy|pylint|pyright|coverage|flake8|black|isort|tox|nox|hatch)|lints|workspace\.lints)\b/,
    },
    {
      files: /(^|\/)cargo\.toml$/,
      pattern:
        /^\s*(?:autotests|overflow-checks|debug-assertions|cap-lints)\s*=|^\s*\[profile\.(?:test|dev)\b/,
    },
    {
      files: /(^|\/)\.editorconfig$/,
      pattern: /\bseverity\s*=|^\s*(?:dotnet|csharp|resharper|ij)_\w+/,
    },
    {
      files: /(^|\/)vite\.config\.\w+$/,
      pattern:
        /^\s*(?:test|include|exclude|setupFiles|globalSetup|testTimeout|retry|bail|pool)\s*:/,
    },
    {
      files: /(^|\/)[\w.-]*\.gradle(\.kts)?$/,
      pattern: /\bonlyIf\b|\bignoreFailures\b|\bfilter\s*\{/,
    },
    {
      files: /(^|\/)pyproject\.toml$/,
      pattern:
        /^\s*(?:addopts|testpaths|python_(?:files|functions|classes)|filterwarnings|norecursedirs|(?:extend-)?(?:select|ignore|exclude)|per-file-ignores|strict|disallow_\w+|ignore_\w+|disable|omit|exclude_\w+)\s*=/,
    },
  ],
})

export const runnerConfig: Rule = {
  ...files,
  find: (patch, context) => [...files.find(patch, context), ...sections.find(patch, context)],
}
