import type { Category } from '@millwright/protocol'
import type { Step } from '../steps/log-step.ts'

/**
 * What kind of failure a step has that runs the repository's code and says nothing that a rule
 * knows; null for a step that may need somebody's rights, or whose script tells no kind.
 */
export function kindOfStep(step: Step | null): Category | null {
  if (!step?.isShell || !step.exitCode || step.isCancelled) return null
  const script = `${step.name}\n${step.command}`
  if (authority.test(script)) return null
  const kind = kinds.find(([, words]) => words.test(script))
  if (kind) return kind[0]
  return builder.test(script) ? 'unknown' : null
}

/** A step of these may have been refused without a word. */
const authority =
  /deploy|publish|releas|upload|\bpush|log-?in|\bauth|\bsign(?:ing)?\b|secret|token|credential|approv|polic|licen[cs]e|notari|audit|scan|gate\b|check-?pr|\bpr\b|\b(?:ssh|scp|rsync|sftp|kubectl|helm|terraform|tofu|pulumi|aws|az|gcloud|gh|curl|wget|vault|sops|codesign|fastlane)\s|\bdocker (?:[^\s;&|]{1,100} ){0,6}pull\b/i

/** Kinds by the words of a step's name and script, the more telling first. */
const kinds: readonly (readonly [Category, RegExp])[] = [
  ['docs', /\b(?:docs?|documentation|sphinx|mkdocs|jekyll|hugo|docusaurus|typedoc)\b/i],
  ['format', /\b(?:fmt|format(?:ting|ter)?|prettier|black|gofmt|rustfmt)\b/i],
  ['lint', /\b(?:lint(?:er|ing|s)?|\w{1,20}lint|clippy|ruff|flake8|mypy|rubocop|type-?check)\b/i],
  [
    'test-error',
    /\b(?:tests?|testing|specs?|e2e|pytest|ctest|jest|vitest|rspec|phpunit|bench(?:mark)?s?)\b/i,
  ],
  ['build-error', /\b(?:build|compile|package|bundle|generate)\b/i],
]

/** Commands that build or run what the repository holds. */
const builder =
  /(?:^|[\n;&|(]\s*|\bRun )(?:sudo )?(?:npm|npx|pnpm|yarn|bun|node|deno|make|just|task|cargo|go|mvn|gradle|\.\/(?:gradlew|mvnw)|dotnet|swift|python3?|uv|poetry|tox|nox|rake|ruby|php|composer|mix|sbt|dune|julia|Rscript|nix|bazel|docker (?:compose|build|run|exec)) /
