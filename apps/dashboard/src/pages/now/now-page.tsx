import { LastOutcomes } from './last-outcomes.tsx'
import { NeedsYou } from './needs-you.tsx'
import { Numbers } from './numbers.tsx'
import { Running } from './running.tsx'
import { Timeline } from './timeline.tsx'
import { WhyNothing } from './why-nothing.tsx'

/** What is happening, what needs a person, and why nothing happened. */
export function NowPage() {
  return (
    <>
      <Numbers />
      <div class="columns">
        <div class="column">
          <NeedsYou />
          <Running />
          <LastOutcomes />
        </div>
        <div class="column">
          <WhyNothing />
          <Timeline />
        </div>
      </div>
    </>
  )
}
