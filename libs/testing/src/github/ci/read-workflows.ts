import { listFolderAt, readFileAt } from '../git/bare-repository.ts'
import type { RunOrigin } from './create-run.ts'
import { parseWorkflow, type Workflow } from './workflow.ts'

const WORKFLOWS = '.github/workflows'

/** A workflow file at a commit, read or refused. */
export type WorkflowFile =
  | { readonly path: string; readonly workflow: Workflow }
  | { readonly path: string; readonly problem: string }

export async function readWorkflows({ repository, sha }: RunOrigin): Promise<WorkflowFile[]> {
  const paths = await listFolderAt(repository.gitDir, sha, WORKFLOWS)
  const files: WorkflowFile[] = []
  for (const path of paths.filter((name) => /\.ya?ml$/.test(name))) {
    const text = await readFileAt(repository.gitDir, sha, path)
    files.push({ path, ...parseOrRefuse(text ?? '') })
  }
  return files
}

function parseOrRefuse(text: string): { workflow: Workflow } | { problem: string } {
  try {
    return { workflow: parseWorkflow(text) }
  } catch (error) {
    // GitHub shows such a file as a run that failed to start.
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}
