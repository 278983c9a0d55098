// The health check of the container images: `node deploy/healthcheck.mjs lead|worker|status` ends
// with 0 when that process of this container does its work, else with 1 and a sentence.
import { readdirSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { loadConfig } from '@millwright/config'
import { workerKeys } from '@millwright/protocol'
import { connectRedis } from '@millwright/redis'

/** Below the time that the images and docker-compose.yml give a check. */
const CHECK_MS_MAX = 4_000

const role = process.argv[2]
setTimeout(() => end(`no answer within ${CHECK_MS_MAX} ms`), CHECK_MS_MAX)
try {
  if (role === 'status') await checkStatus()
  else if (role === 'lead') await checkLead()
  else if (role === 'worker') await checkWorker()
  else end('usage: healthcheck.mjs lead|worker|status')
  process.exit(0)
} catch (error) {
  end(String(error))
}

async function checkStatus() {
  const { status } = loadConfig({ role: 'status' })
  const answer = await fetch(`http://${reachable(status.host)}:${status.port}/ready`)
  if (!answer.ok) end(`/ready answers ${answer.status}`)
}

/** The listener serves webhooks alone: any answer but a failure says that the lead is up. */
async function checkLead() {
  const { webhook } = loadConfig({ role: 'lead' })
  const answer = await fetch(`http://${reachable(webhook.host)}:${webhook.port}/`)
  if (answer.status >= 500) end(`the webhook listener answers ${answer.status}`)
}

/** A worker leaves its sign of life in Redis, which forgets it when it is not renewed. */
async function checkWorker() {
  const { redis } = loadConfig({ role: 'worker' })
  const url = redis.worker_url ?? redis.url
  if (url === null) return end('no Redis URL is set')
  const connection = connectRedis({ url, name: 'healthcheck' })
  const keys = workerPids().map((pid) => workerKeys.worker(`${hostname()}-${pid}`))
  const alive = keys.length === 0 ? 0 : await connection.exists(keys)
  if (alive === 0) end('no worker of this container has given a sign of life')
}

/** The worker's own number: in a container it is rarely 1, because an init process is. */
function workerPids() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandLine(pid).includes('apps/worker/dist/main.js'))
}

/** @param {string} pid */
function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    // It has ended since the folder was listed.
    return ''
  }
}

/** @param {string} host that a server binds */
function reachable(host) {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/** @param {string} why */
function end(why) {
  process.stderr.write(`${why}\n`)
  process.exit(1)
}
