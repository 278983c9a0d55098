import type { AgentTool } from './define-tool.ts'
import { bash } from './tools/bash.ts'
import { edit } from './tools/edit.ts'
import { finish } from './tools/finish.ts'
import { search } from './tools/search.ts'
import { view } from './tools/view.ts'

/** The tools of one kind of work, always in the same order: the provider caches them. */
export function toolsFor(kind: 'edit' | 'read-only'): readonly AgentTool[] {
  return kind === 'edit' ? [bash, view, edit, search, finish] : [bash, view, search, finish]
}
