import type { TaskState } from '@millwright/protocol'
import type { Files, Script } from '@millwright/testing'
import type { Stage } from '../demo/stage.ts'
import type { World } from '../demo/world.ts'

/** What one story leaves behind, for the table and for `--json`. */
export interface StoryTask {
  task_id: string
  verdict: string
  /** The state the lead's file ended in. */
  state: TaskState
  /** What the worker said; null when no worker took part. */
  outcome: string | null
  reason: string
  proof: unknown
  head_before: string
  head_after: string | null
  ci_conclusion_after: string | null
}

/** One red pull request and what must become of it. */
export interface Story {
  id: string
  title: string
  repo: string
  /** `auto` unless told. A patch of a staged one waits for whoever looks at the demo. */
  mode?: 'auto' | 'staged'
  /** The default branch, which is green. */
  base: Files
  /** What the pull request changes, which makes it red. */
  change: Files
  branch: string
  pullRequest: { title: string; body: string }
  /** The model's part; null where no model may be asked. */
  script: ((stage: Stage) => Script) | null
  /** What happens while Millwright is at work: a kill, a push. */
  meanwhile?(world: World): Promise<void>
  /** The states in which the story's tasks end, oldest task first. */
  ends: readonly string[]
  /** What else must be true at the end; each problem is one sentence. */
  check(world: World, tasks: readonly StoryTask[]): Promise<string[]>
}
