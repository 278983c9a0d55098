/**
 * Patterns of lines that tell of the job's course whatever the rules say: a line that may match one
 * of these is read in full. A line may be taken for one and not be one, but not the other way.
 */
export const runnerMarkers: readonly string[] = [
  '##\\[',
  'Post job cleanup\\.|Cleaning up orphan processes',
  'Print service container logs: |Stop and remove container: ',
  'Script contents:',
  'Running with gitlab-runner |section_start:',
  'Running after.?script',
  "Working directory is '",
  // The columns of `gh run view --log` before the timestamp of the third one.
  '\t\uFEFF?20',
]
