import { expect, test } from 'vitest'
import { promptFolder } from './prompt-folder.fixture.ts'
import type { PromptSet } from './prompt-set.ts'
import { watchPrompts } from './watch-prompts.ts'

/** Watches a folder and hands out what the watcher tells, one event after the other. */
async function watching(path: string) {
  const events: (PromptSet | Error)[] = []
  let wake = () => {}
  const tell = (event: PromptSet | Error) => {
    events.push(event)
    wake()
  }
  const watcher = await watchPrompts(path, {
    onSwap: tell,
    onError: (error) => tell(error instanceof Error ? error : new Error(String(error))),
  })
  const next = async () => {
    while (events.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    return events.shift()
  }
  return { watcher, events, next, [Symbol.asyncDispose]: () => watcher.close() }
}

test('an edit is picked up, a bad edit is told and leaves the last good set', async () => {
  await using folder = await promptFolder()
  await using watch = await watching(folder.path)
  const first = watch.watcher.current()

  await folder.edit('Repair', 'Mend')
  const swapped = await watch.next()
  await folder.edit('Repair', '{{ nope }}')
  const refused = await watch.next()

  expect(swapped).toBe(watch.watcher.current())
  expect(watch.watcher.current().hash).not.toBe(first.hash)
  expect(String(refused)).toContain('unknown variable "nope"')
})

test('taking a bad edit back is told, although the set is the old one', async () => {
  await using folder = await promptFolder()
  await using watch = await watching(folder.path)
  const first = watch.watcher.current()

  await folder.edit('Repair', '{{ nope }}')
  await watch.next()
  await folder.edit('Repair', 'Repair')
  const told = await watch.next()

  expect(told).toMatchObject({ hash: first.hash })
})

test('a changed partial changes the set', async () => {
  await using folder = await promptFolder()
  await using watch = await watching(folder.path)

  await folder.write('partials/rules.md', 'Be kind.')
  await watch.next()

  const { system } = watch.watcher
    .current()
    .find('fix_lint')
    .render({ repo: 'r', evidence: 'e' }, { nonce: 'a1b2c3d4' })
  expect(system).toBe('Be kind.')
})

test('a burst of saves is one reload', async () => {
  await using folder = await promptFolder()
  await using watch = await watching(folder.path)

  await Promise.all(
    Array.from({ length: 150 }, (_, i) => folder.write(`partials/p${i}.md`, `part ${i}`)),
  )
  await folder.edit('Repair', 'Mend')
  await watch.next()
  await watch.watcher.reload()

  expect(watch.events).toEqual([])
})

test('a reload that finds nothing new tells nothing', async () => {
  await using folder = await promptFolder()
  await using watch = await watching(folder.path)

  await watch.watcher.reload()

  expect(watch.events).toEqual([])
})

test('a closed watcher tells nothing more', async () => {
  await using folder = await promptFolder()
  const watch = await watching(folder.path)
  await watch.watcher.close()

  await folder.edit('Repair', 'Mend')
  await watch.watcher.reload()

  expect(watch.events).toEqual([])
})

test('a folder without a good set is refused at the start', async () => {
  await using folder = await promptFolder()
  await folder.edit('Repair', '{{ nope }}')

  await expect(watching(folder.path)).rejects.toThrow('unknown variable')
})
