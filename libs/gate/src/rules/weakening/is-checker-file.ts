/** Runners of tests and what measures their coverage. */
const runners =
  /^(pytest\.ini|tox\.ini|setup\.cfg|conftest\.py|phpunit\.xml(\.dist)?|\.rspec|\.coveragerc|\.(nyc|c8)rc.*|nextest\.toml|noxfile\.py|\.simplecov|(jest|vitest|mocha|test)[._-]?setup\..*|setuptests?\..*|(test|spec|rails)_helper\.rb|(karma|wdio|cypress|ava|web-test-runner)\.conf(ig)?\..*|\.taprc|jasmine\.json|(vitest|jest)\.(workspace|projects?)\..*|(site|user)customize\.py|.*\.pth|.*\.runsettings|xunit\.runner\.json|junit-platform\.properties|testng\.xml|\.?tarpaulin\.toml|gcovr\.cfg|\.lcovrc|org\.(junit|testng)\.[\w.]+|global[._-]?(setup|teardown)\..*|stryker\.conf.*|ctestcustom\.cmake|infection\.json5?(\.dist)?|dart_test\.yaml|.*\.xctestplan)$/

/** Linters, formatters, checkers of types, of architecture and of what is shipped. */
const checkers =
  /^(lefthook\.ya?ml|\.pre-commit-config\.ya?ml|\.lintstagedrc.*|sonar-project\.properties|checkstyle.*\.xml|detekt\.ya?ml|phpstan\.neon.*|psalm\.xml.*|\.php-cs-fixer.*|\.?rustfmt\.toml|\.?clippy\.toml|\.clang-tidy|\.?stylelint(rc.*|\.config\..*)|\.markdownlint.*|\.yamllint.*|\.shellcheckrc|pylintrc|\.ruff\.toml|pyrightconfig\.json|knip\.jsonc?|lighthouserc\..*|commitlint\.config\..*|tslint\.json|.*baseline.*\.(neon|xml|json|ya?ml)|.*\.ruleset|eslint-suppressions\.json|(spotbugs|findbugs|pmd)[\w.-]*\.xml|lint\.xml|.*\.supp|\.golangci\..*|\.rubocop_todo\.yml|\.swiftlint\.yml|\.(eslint|stylelint|biome|ruff|markdownlint)ignore|\.?phpcs\.xml.*|rector\.php|\.solhint\.json|\.globalconfig|globalsuppressions\.cs|\.?dprint\.jsonc?|revive\.toml|staticcheck\.conf|\.spectral\.(ya?ml|json|js)|spectral\.ya?ml|analysis_options\.yaml|deptrac\.ya?ml|scalastyle-config\.xml|bundlewatch\.config\..*|(audit-ci|osv-scanner)\.(jsonc?|toml))$/

/** True for the name, in lower case, of a file that holds nothing but settings of checks. */
export function isCheckerFile(name: string): boolean {
  return runners.test(name) || checkers.test(name)
}
