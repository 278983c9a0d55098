/** What an Azure Pipelines agent prints around each step. */
export const azureSection = /^##\[section\](Starting|Finishing): (.{1,300})$/

/** The first line of a GitLab runner. */
export const gitLabRunner = /^Running with gitlab-runner /
/** What it prints before a job's `after_script`, whose failure turns no job red. */
export const afterScriptSection = /^section_start:\d{1,12}:after_script\b/
/** The same in a log that is without sections: of an old runner, or copied from a page. */
export const afterScript = /^Running after(?:_script|[ -]script\.\.\.)$/
/** What it prints after that, and what a clean-up in the script itself hardly prints. */
export const afterScriptEnd =
  /^(?:section_end:\d{1,12}:after_script|WARNING: after_script failed|ERROR: Job failed|Job succeeded)/

/** What the runner prints once the job's own steps are over. */
export const afterJob = /^(?:Post job cleanup\.|Cleaning up orphan processes)$/
/** The same where the job ran in a container. */
export const containerEnd =
  /^(?:Print service container logs: |Stop and remove container: |##\[command\]\S{0,100}docker (?:logs|stop|rm) )/
