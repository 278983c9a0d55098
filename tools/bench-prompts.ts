// `npm run bench:prompts`: how long fifty prompt templates take to be read, checked and swapped.
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readPrompts, watchPrompts } from '../libs/template/src/index.ts'
import { median } from './bench/in-turns.ts'

const ROUNDS = 20
const TEMPLATES = 50

const folder = mkdtempSync(join(tmpdir(), 'bench-prompts-'))
try {
  cpSync(fileURLToPath(new URL('../prompts', import.meta.url)), folder, { recursive: true })
  const names = readdirSync(folder).filter((name) => name.endsWith('.prompt.md'))
  for (let count = names.length; count < TEMPLATES; count += 1) {
    const name = names[count % names.length] ?? ''
    const repo = join(folder, 'repos', `acme__r${Math.floor(count / names.length)}`)
    cpSync(join(folder, name), join(repo, name))
  }
  const templates = (await readPrompts(folder)).templates.length
  print(`read and check ${templates} templates with their fixtures`, await timeReads())
  print(`from a saved edit to its use, 200 ms of quiet included`, await timeSwaps())
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function timeReads(): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    await readPrompts(folder)
    times.push(performance.now() - start)
  }
  return times
}

async function timeSwaps(): Promise<number[]> {
  let swapped = () => {}
  const watcher = await watchPrompts(folder, {
    onSwap: () => swapped(),
    onError: (error) => {
      throw error
    },
  })
  const file = join(folder, 'fix-lint.prompt.md')
  const text = readFileSync(file, 'utf8')
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = new Promise<void>((resolve) => {
      swapped = resolve
    })
    const start = performance.now()
    writeFileSync(`${folder}.saved`, `${text}\nRound ${round}.\n`)
    renameSync(`${folder}.saved`, file)
    await next
    times.push(performance.now() - start)
  }
  await watcher.close()
  return times
}

function print(what: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const shown = [sorted[0], median(sorted), sorted.at(-1)].map((ms = 0) =>
    ms.toFixed(0).padStart(6),
  )
  process.stdout.write(`${what}, ms (min median max) ${shown.join(' ')}\n`)
}
