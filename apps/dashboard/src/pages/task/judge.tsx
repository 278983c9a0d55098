import type { Verdict } from '@millwright/protocol'
import type { Judgement } from '../../api/answers.ts'
import { visible } from '../../parts/visible.ts'
import { useParts } from '../../shell/parts.ts'

const verdicts: readonly Verdict[] = ['FIXABLE', 'INVESTIGATE', 'ESCALATE']

interface JudgeProps {
  readonly taskId: string
  readonly verdict: Verdict
  readonly judgements: readonly Judgement[]
}

/** What came to light about the verdict, and the place to say what it should have been. */
export function Judge({ taskId, verdict, judgements }: JudgeProps) {
  const { api, live, notices } = useParts()
  const own = judgements.find(({ by }) => by === 'person')
  return (
    <section aria-label="Was the verdict right?">
      <h3>Was the verdict right?</h3>
      {judgements.map((one) => (
        <p key={one.by} class="why">
          {visible(spoken(one))}
        </p>
      ))}
      <p class="row">
        {verdicts.map((name) => (
          <button
            type="button"
            key={name}
            aria-pressed={own?.should_be === name}
            onClick={() => say(name)}
          >
            {name === verdict ? `Yes, ${name}` : `It should be ${name}`}
          </button>
        ))}
      </p>
      <p class="soft">Your word counts in the figures, and changes nothing else.</p>
    </section>
  )

  function say(should_be: Verdict): void {
    const path = `/api/v1/tasks/${encodeURIComponent(taskId)}/judge`
    void notices
      .tell('Your word on the verdict is kept.', () => api.post(path, { should_be }))
      .then(live.refresh)
  }
}

function spoken({ by, why, verdict, should_be }: Judgement): string {
  const isRight = should_be === verdict
  if (by === 'ci') return `GitHub’s CI ${isRight ? 'agrees' : 'speaks against it'}: ${why}.`
  return isRight ? `${why} says that it was.` : `${why} says it should be ${should_be}.`
}
