export { createGitRepository, type Files } from './create-git-repository.ts'
export { eachVerb, type Wrap } from './each-verb.ts'
export { freePort } from './free-port.ts'
export {
  type FakeGitHub,
  startFakeGitHub,
} from './github/start-fake-github.ts'
export { hostileInstructions } from './hostile/hostile-instructions.ts'
export type { Deed, Instruction } from './hostile/instruction.ts'
export { type LogSink, logSink } from './log-sink.ts'
export { makeZip, type ZippedFile } from './make-zip.ts'
export type { ModelRequest, Script, Turn } from './model/script.ts'
export { type ScriptedModel, startScriptedModel } from './model/start-scripted-model.ts'
export { processesNaming } from './processes-naming.ts'
export { sampleDiagnosis } from './samples/sample-diagnosis.ts'
export { sampleResult } from './samples/sample-result.ts'
export { sampleTask } from './samples/sample-task.ts'
export { seededRandom } from './seeded-random.ts'
export {
  type PackageRegistry,
  startPackageRegistry,
} from './start-package-registry.ts'
export { startTestRedis, type TestRedis } from './start-test-redis.ts'
export { startWebhookReceiver, type WebhookReceiver } from './start-webhook-receiver.ts'
export { temporaryDirectory } from './temporary-directory.ts'
export { waitFor } from './wait-for.ts'
