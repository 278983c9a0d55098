import type { TaskList, TaskSummary } from '../../api/answers.ts'
import type { Templates } from '../../api/template-answers.ts'
import { place } from '../../parts/words.ts'
import { useLoaded } from '../../shell/use-loaded.ts'

const SUMMARY_CHARS = 60

interface FailureChoiceProps {
  readonly template: string
  /** The name of a task; empty for the template's own fixture. */
  readonly value: string
  onChange(value: string): void
}

/** The failures that a template can be tried on, those of its own kind first. */
export function FailureChoice({ template, value, onChange }: FailureChoiceProps) {
  const list = useLoaded<TaskList>('/api/v1/tasks?limit=100')
  const templates = useLoaded<Templates>('/api/v1/templates')
  const tasks = list.value?.tasks ?? []
  const serves = templates.value?.prompts?.templates.find(({ name }) => name === template)?.serves
  const own = tasks.filter(({ type }) => serves?.includes(type))
  const others = tasks.filter(({ type }) => !serves?.includes(type))
  const isListed = value === '' || tasks.some(({ task_id }) => task_id === value)
  return (
    <label class="wide">
      Preview on
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">its fixture</option>
        {!isListed && <option value={value}>{value}</option>}
        <Group label="Failures of its kind" tasks={own} />
        <Group label="Other failures" tasks={others} />
      </select>
    </label>
  )
}

function Group({ label, tasks }: { label: string; tasks: readonly TaskSummary[] }) {
  if (tasks.length === 0) return null
  return (
    <optgroup label={label}>
      {tasks.map(({ task_id, repo, pr_number, branch, summary }) => (
        <option key={task_id} value={task_id}>
          {place(repo, pr_number, branch)}: {summary.slice(0, SUMMARY_CHARS)}
        </option>
      ))}
    </optgroup>
  )
}
