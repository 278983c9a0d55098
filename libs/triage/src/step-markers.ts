/** What an Azure Pipelines agent prints around each step. */
export const azureSection = /^##\[section\](Starting|Finishing): (.{1,300})$/

/** What a GitLab runner prints before a job's `after_script`, whose failure turns no job red. */
export const afterScript = /^Running after(?:_script|[ -]script\.\.\.)$/
/** The first thing that it prints after that. */
export const afterScriptEnd =
  /^(?:section_end:\d{1,12}:after_script|WARNING: after_script failed|Cleaning up |Saving cache |Uploading artifacts|ERROR: Job failed|Job succeeded)/

/** What the runner prints once the job's own steps are over. */
export const afterJob = /^(?:Post job cleanup\.|Cleaning up orphan processes)$/
/** The same where the job ran in a container. */
export const containerEnd =
  /^(?:Print service container logs: |Stop and remove container: |##\[command\]\S{0,100}docker (?:logs|stop|rm) )/
