// `npm run bench:github`: what the lead asks of GitHub for one red job, counted in the journal of
// the stand-in, and how soon its first sign is there. The worker's part is played by its report.
import { generateKeyPairSync } from 'node:crypto'
import {
  type Calls,
  callsOfAnswer,
  callsOfFix,
  callsOfIdleHour,
} from '../apps/lead/src/scenes/count-calls.fixture.ts'
import { openLeadWorld } from '../apps/lead/src/scenes/lead-world.fixture.ts'
import { median } from './bench/in-turns.ts'

const ROUNDS = 7
const say = (line: string) => process.stdout.write(`${line}\n`)
const world = await openLeadWorld()
const app = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

try {
  say(
    '| a red job | calls to the first sign | ms to it, median | calls in all | counted by GitHub |',
  )
  say('|---|---|---|---|---|')
  for (const [who, wish] of [
    ['App', { app }],
    ['token', {}],
  ] as const) {
    report(`answered, ${who}`, await rounds(() => callsOfAnswer(world, wish)))
    report(`fixed, and CI green, ${who}`, await rounds(() => callsOfFix(world, wish, true)))
  }
  const first = await rounds(() => callsOfFix(world, { app }, false))
  report('fixed, and CI green, App without tokens for git', first)
  for (const [who, wish] of [
    ['App', { app }],
    ['token', {}],
  ] as const) {
    const { all, counted } = await callsOfIdleHour(world, wish)
    say(`an idle repository-hour, ${who}: ${all} calls, ${counted} of them counted by GitHub`)
  }
} finally {
  await world.close()
}

async function rounds(play: () => Promise<Calls>): Promise<Calls[]> {
  const all: Calls[] = []
  for (let n = 0; n < ROUNDS; n += 1) all.push(await play())
  return all
}

function report(what: string, all: readonly Calls[]): void {
  const { toFirstSign, all: calls, paid } = all[0] ?? { toFirstSign: 0, all: 0, paid: 0 }
  const ms = Math.round(median(all.map(({ firstSignMs }) => firstSignMs)))
  say(`| ${what} | ${toFirstSign} | ${ms} | ${calls} | ${paid} |`)
}
