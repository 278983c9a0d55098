interface Inputs {
  readonly pr_number?: number | null | undefined
  readonly branch: string
}

/** Where a task belongs in its repository: its pull request's number, or else its branch. */
export function taskPlace({ pr_number, branch }: Inputs): string {
  return String(pr_number ?? branch)
}
