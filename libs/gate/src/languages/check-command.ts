/** The commands that check a project: the text of an expression that finds one in a line. */
export const CHECK_COMMAND = String.raw`\b(?:(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:test|lint|check|typecheck)|pytest|go\s+(?:test|vet)|cargo\s+(?:nextest|test|clippy)|mvnw?\s|gradlew?\s|jest|vitest|phpunit|rspec|ctest|dotnet\s+test|make\s+(?:check|test)|tsc\b|mypy|eslint|ruff)\b`
