import type { PatchFile } from '../../patch/patch-file.ts'
import { pathRule } from '../path-rule.ts'
import type { Rule } from '../rule.ts'

const zeros = '0'.repeat(40)
const ones = '1'.repeat(40)
const gone = (path: string) =>
  `diff --git a/${path} b/${path}\ndeleted file mode 100644\nindex ${ones}..${zeros}\n--- a/${path}\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n`
const moved = 'diff --git a/a.ts b/b.ts\nsimilarity index 100%\nrename from a.ts\nrename to b.ts\n'

const MANIFEST =
  /(^|\/)(package\.json|composer\.json|pyproject\.toml|pipfile|(dev-|test-)?requirements[\w.-]*\.txt|go\.mod|go\.work|cargo\.toml|gemfile|[\w.-]+\.gemspec|pom\.xml|build\.gradle(\.kts)?|settings\.gradle(\.kts)?|libs\.versions\.toml|[\w.-]+\.(cs|fs|vb)proj|directory\.\w+\.props|package\.swift|mix\.exs|pubspec\.yaml|conanfile\.(txt|py)|vcpkg\.json|packages\.lock\.json|mix\.lock|pubspec\.lock|pdm\.lock|gradle\.lockfile)$/
const BUILD =
  /(^|\/)((gnu)?makefile|[\w.-]+\.mk|justfile|taskfile\.ya?ml|cmakelists\.txt|[\w.-]+\.cmake|rakefile|setup\.py|build\.rs|webpack\.[\w.]+|(vite|rollup|babel|metro|next|nuxt|svelte|astro|esbuild|tsup|vue|craco|hardhat)\.config\.\w+|\.babelrc.*|(nx|turbo|lerna|rush|project|workspace|angular)\.json|build(\.bazel)?|workspace(\.bazel)?|meson\.build|configure(\.ac)?|pnpm-workspace\.yaml|gradle\.properties|[\w.-]+\.(sbt|slnx?|nix|spec|cabal|pbxproj|xcscheme)|debian\/rules|earthfile|devbox\.json|pants\.toml|buck|sconstruct|wscript|xmake\.lua|build\.zig|rebar\.config|project\.clj|deps\.edn|dune(-project)?|(gulp|grunt)file\.\w+|mise\.toml|foundry\.toml)$/
/** They hold words and licences that are allowed beside what is not looked at. */
const ALLOWANCES = /(^|\/)(cspell(\.config)?\.\w+|_?typos\.toml|deny\.toml|buf\.yaml|ct\.yaml)$/

function name(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Changes that may well be right and that a person should have seen. */
export const leftToPeople: readonly Rule[] = [
  pathRule({
    name: 'dependency',
    decision: 'approval',
    objection: (path) =>
      MANIFEST.test(path.toLowerCase()) ? 'what the project depends on is changed' : null,
    refused: ['=== package.json\n+    "zod": "4.0.0"', '=== go.mod\n+x', '=== App/App.csproj\n+x'],
    allowed: ['=== src/package.ts\n+x', '=== docs/requirements.md\n+x'],
  }),
  pathRule({
    name: 'build-script',
    decision: 'approval',
    objection: (path) =>
      BUILD.test(path.toLowerCase()) ? 'how the project is built is changed' : null,
    refused: [
      ...['=== Makefile\n+x', '=== native/CMakeLists.txt\n+x', '=== vite.config.ts\n+x'],
      ...['=== pnpm-workspace.yaml\n+x', '=== Acme.sln\n-x', '=== debian/rules\n+x'],
    ],
    allowed: ['=== src/makefile.ts\n+x', '=== src/build.ts\n+x', '=== src/rules\n+x'],
  }),
  pathRule({
    name: 'allowance',
    decision: 'approval',
    objection: (path) =>
      ALLOWANCES.test(path.toLowerCase()) ? 'what a check lets pass is changed' : null,
    refused: ['=== deny.toml\n+x', '=== cspell.json\n+x'],
    allowed: ['=== src/deny.ts\n+x'],
  }),
  pathRule({
    name: 'hidden-file',
    decision: 'approval',
    objection: (path) =>
      path.split('/').some((part) => /^\.[^.]/.test(part)) ? 'a hidden file is changed' : null,
    refused: ['=== .storybook/main.ts\n+x', '=== src/.hidden.ts\n+x'],
    allowed: ['=== src/a.ts\n+x'],
  }),
  pathRule({
    name: 'file-removed',
    decision: 'approval',
    objection: (path, { change }) => (change === 'deleted' ? `"${name(path)}" is deleted` : null),
    refused: [gone('src/a.ts')],
    allowed: ['=== src/a.ts\n-x'],
  }),
  pathRule({
    name: 'file-moved',
    decision: 'approval',
    objection: (path, file: PatchFile) =>
      file.change === 'renamed' || file.change === 'copied'
        ? `"${name(path)}" is moved or copied`
        : null,
    refused: [moved, moved.replaceAll('rename', 'copy')],
    allowed: ['=== src/a.ts\n+x'],
  }),
]
