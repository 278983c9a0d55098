import { renderAnswer } from '@millwright/delivery'
import type { WebhookEvent } from '@millwright/github'
import type { Parts } from '../parts.ts'
import { sayOnPull } from '../telling/say-on-pull.ts'
import { carryOut } from './carry-out.ts'
import { fileCommand } from './file-command.ts'
import { parseCommand } from './parse-command.ts'

type CommandEvent = Extract<WebhookEvent, { kind: 'command' }>

/**
 * Does what a person with the right to write asked for in a pull request's comment, once, and nods
 * with a reaction; whatever cannot be done is answered in our own comment. What bots say, and what
 * was edited after it was written, does nothing.
 */
export async function handleCommand(parts: Parts, event: CommandEvent): Promise<void> {
  const { github, store, config } = parts
  const { repo, pr, commentId } = event
  if ((config.repositories[repo]?.mode ?? 'off') === 'off') return
  const key = `command.${repo}.${commentId}`
  if ((await store.getIntent(key)) !== null) return
  const comment = await github.getComment(repo, commentId)
  if (!comment || comment.isByBot || comment.isEdited) return
  const command = parseCommand(comment.body)
  if (!command) return
  const actor = comment.author
  const said = `${actor} on #${pr}: /millwright ${command.name}`
  const tell = (text: string) => parts.tell({ kind: 'github', repo, pr_number: pr, text })
  const permission = await github.permissionOf(repo, actor)
  if (permission !== 'admin' && permission !== 'write') {
    return tell(`${said}: not done, they may not write here`)
  }
  const place = { repo, pr, actor, commentId, saidAt: comment.createdAt }
  await fileCommand(parts, place, command, key)
  const { isDone, lines } = await carryOut(parts, place, command)
  await github.react(repo, commentId, isDone ? '+1' : 'confused')
  if (lines.length > 0) {
    const body = renderAnswer({ command: command.name, actor, lines, redact: parts.redact })
    await parts.inTurn(`comment ${repo}#${pr}`, () => sayOnPull(parts, repo, pr, body))
  }
  // Last, so that whatever was cut off is done again: each command may be carried out twice.
  await store.putIntent(key, true)
  await tell(`${said}: ${isDone ? 'done' : lines.join(' ')}`)
}
