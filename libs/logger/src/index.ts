export { createLogger, type Logger } from './create-logger.ts'
export { createRedactor, type Redactor } from './create-redactor.ts'
export { createSecretFinder } from './find-secrets.ts'
export { findToken } from './token-shapes.ts'
