import { z } from 'zod'
import type { Api } from './api.ts'
import { cutText } from './cut-text.ts'
import type { GitHub } from './github.ts'
import { GitHubError } from './github-error.ts'

/** Annotations read of one job, and the characters of each. */
const ANNOTATIONS_MAX = 50
const MESSAGE_CHARS_MAX = 4_000

/** https://docs.github.com/en/rest/checks/runs#list-check-run-annotations */
const AnnotationAnswer = z
  .object({
    annotation_level: z.enum(['notice', 'warning', 'failure']).nullable(),
    message: cutText(MESSAGE_CHARS_MAX).nullable(),
  })
  .transform(({ annotation_level, message }) => ({
    level: annotation_level ?? 'notice',
    message: message ?? '',
  }))

/** What GitHub shows beside a job: all there is of one that was never started. */
export function annotationVerbs(api: Api): Pick<GitHub, 'listAnnotations'> {
  return {
    async listAnnotations(repo, jobId, signal) {
      try {
        return await api.list({
          // A job is a check run of the same number.
          route: 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
          repo,
          params: { check_run_id: jobId },
          answer: z.array(AnnotationAnswer),
          itemsMax: ANNOTATIONS_MAX,
          signal,
        })
      } catch (error) {
        // They are a help and no more: a credential without the right to see checks works, too.
        if (error instanceof GitHubError && without.has(error.code)) return []
        throw error
      }
    },
  }
}

const without: ReadonlySet<string> = new Set(['MW_GITHUB_NOT_FOUND', 'MW_GITHUB_AUTH'])
