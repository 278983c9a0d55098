/**
 * What earlier attempts had learnt, as the prompt of a task tells it; empty where it tells nothing.
 * The first mark of a prompt is ours, because strangers' words begin behind it, and so its nonce
 * tells our marks from forged ones.
 */
export function previousOf(prompt: string): string {
  const nonce = /<untrusted-([A-Za-z0-9]{8,64}) source="/.exec(prompt)?.[1]
  const open = `<untrusted-${nonce} source="previous-attempt">`
  const from = prompt.indexOf(open)
  const to = prompt.indexOf(`</untrusted-${nonce}>`, from)
  return from === -1 || to === -1 ? '' : prompt.slice(from + open.length, to).trim()
}
