/** First words of the names that projects give to their tasks. */
const task =
  '(?:build|bundle|check|ci|codegen|compile|coverage|dev|docs|e2e|eslint|fmt|format|generate|' +
  'integration|lint|prettier|spec|test|tsc|type|types|typecheck|unit|validate|verify|vitest|jest)'

/**
 * What runners of many tasks print before each line of one: Turborepo `@acme/web:test: `,
 * pnpm `packages/web test: `, concurrently `[test] ` and `[0] `.
 */
export const taskPrefix = new RegExp(
  [
    `^(?:@[\\w.-]{1,60}/)?[\\w.-]{1,60}:${task}[\\w:-]{0,60}: `,
    `^[\\w@.-]{1,60}/[\\w@./-]{1,100} ${task}[\\w:-]{0,60}: `,
    `^\\[(?:npm:)?(?:${task}[\\w:-]{0,60}|\\d)\\] `,
  ].join('|'),
)
