import { element } from './element.js'

/** A state, verdict or outcome as a small label; its colour repeats what its word says. */
export function chip(kind, word) {
  return element('span', { class: `chip ${kind}-${word}` }, word.replaceAll('_', ' '))
}

/** How long ago, in the largest unit that fits. */
export function ago(iso) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(iso)) / 1000))
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h ago`
  return `${Math.floor(seconds / 86_400)} days ago`
}

/** A moment, readable, with the exact time behind it. */
export function time(iso) {
  return element('time', { datetime: iso, title: iso }, ago(iso))
}

/** `acme/web#7`, or the branch where there is no pull request. */
export function place(repo, prNumber, branch) {
  return prNumber === null || prNumber === undefined ? `${repo} ${branch}` : `${repo}#${prNumber}`
}

/** 420 ms, 3.4 s, 2 min 5 s. */
export function duration(ms) {
  if (ms < 1000) return `${ms} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}
