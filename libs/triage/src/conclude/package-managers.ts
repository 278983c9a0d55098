/** The manifest whose folder a command may name. */
export const LIST = 'requirements.txt'

type Manager = { tool: RegExp; manifests: readonly string[]; lock: readonly string[] }

/** Package managers by the word they are called with; the more special word first. */
export const packageManagers: readonly Manager[] = [
  { tool: /\bpnpm\b/, manifests: ['package.json'], lock: ['pnpm-lock.yaml'] },
  { tool: /\byarn\b/, manifests: ['package.json'], lock: ['yarn.lock'] },
  { tool: /\bbun\b/, manifests: ['package.json'], lock: ['bun.lock'] },
  { tool: /\bdeno\b/, manifests: ['deno.json'], lock: ['deno.lock'] },
  {
    tool: /\b(?:npm|npx|node|next|webpack|vite|tsc|jest|vitest|eslint)\b/,
    manifests: ['package.json'],
    lock: ['package-lock.json'],
  },
  { tool: /\bpoetry\b/, manifests: ['pyproject.toml'], lock: ['poetry.lock'] },
  { tool: /\buv (?:sync|lock|run|add)\b/, manifests: ['pyproject.toml'], lock: ['uv.lock'] },
  { tool: /\bpdm\b/, manifests: ['pyproject.toml'], lock: ['pdm.lock'] },
  { tool: /\bpipenv\b/, manifests: ['Pipfile'], lock: ['Pipfile.lock'] },
  { tool: /\b(?:conda|mamba)\b/, manifests: ['environment.yml'], lock: [] },
  {
    tool: /\b(?:pip3?|uv|python3?|pytest|tox|nox)\b/,
    manifests: [LIST, 'pyproject.toml', 'setup.py'],
    lock: ['requirements.txt'],
  },
  { tool: /\b(?:mvnw?|maven)\b/i, manifests: ['pom.xml'], lock: [] },
  {
    tool: /\bgradlew?\b/i,
    manifests: ['build.gradle', 'build.gradle.kts'],
    lock: ['gradle.lockfile'],
  },
  { tool: /\bsbt\b/, manifests: ['build.sbt'], lock: [] },
  { tool: /\b(?:cargo|rustc?)\b/, manifests: ['Cargo.toml'], lock: ['Cargo.lock'] },
  { tool: /\bgo\b/, manifests: ['go.mod'], lock: ['go.sum'] },
  { tool: /\b(?:bundler?|rspec|ruby|rails)\b/, manifests: ['Gemfile'], lock: ['Gemfile.lock'] },
  { tool: /\b(?:composer|php(?:unit)?)\b/, manifests: ['composer.json'], lock: ['composer.lock'] },
  { tool: /\b(?:mix|elixir)\b/, manifests: ['mix.exs'], lock: ['mix.lock'] },
  { tool: /\b(?:pod|cocoapods)\b/i, manifests: ['Podfile'], lock: ['Podfile.lock'] },
  { tool: /\bswift\b/, manifests: ['Package.swift'], lock: ['Package.resolved'] },
  { tool: /\b(?:flutter|dart)\b/, manifests: ['pubspec.yaml'], lock: ['pubspec.lock'] },
  { tool: /\b(?:opam|dune)\b/, manifests: ['dune-project'], lock: [] },
  { tool: /\b(?:cabal|stack|ghc)\b/, manifests: ['package.yaml'], lock: ['stack.yaml.lock'] },
  { tool: /\bnix\b/, manifests: ['flake.nix'], lock: ['flake.lock'] },
  { tool: /\bterraform\b/, manifests: ['versions.tf'], lock: ['.terraform.lock.hcl'] },
  { tool: /\bhelm\b/, manifests: ['Chart.yaml'], lock: ['Chart.lock'] },
]
