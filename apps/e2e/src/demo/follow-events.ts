import { setTimeout as sleep } from 'node:timers/promises'
import { TimelineEvent } from '@millwright/protocol'

export interface Follower {
  close(): void
}

const RECONNECT_MS = 300

/** Follows the timeline over server-sent events and comes back where it was after a break. */
export function followEvents(url: string, onEvent: (event: TimelineEvent) => void): Follower {
  const stop = new AbortController()
  let lastId = '0-0'
  const follow = async () => {
    while (!stop.signal.aborted) {
      await read().catch(() => undefined)
      if (!stop.signal.aborted) await sleep(RECONNECT_MS)
    }
  }
  const read = async () => {
    const answer = await fetch(`${url}/api/v1/events`, {
      headers: { accept: 'text/event-stream', 'last-event-id': lastId },
      signal: stop.signal,
    })
    if (!answer.ok || !answer.body) return
    let rest = ''
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) take(block)
    }
  }
  const take = (block: string) => {
    const field = (name: string) =>
      block
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim()
    const data = field('data')
    if (data === undefined) return
    const event = TimelineEvent.safeParse(JSON.parse(data))
    if (!event.success) return
    lastId = field('id') ?? lastId
    onEvent(event.data)
  }
  void follow()
  return { close: () => stop.abort() }
}
