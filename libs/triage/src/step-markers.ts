/** What an Azure Pipelines agent prints around each step. */
export const azureSection = /^##\[section\](Starting|Finishing): (.{1,300})$/

/** What the runner prints once the job's own steps are over. */
export const afterJob = /^(?:Post job cleanup\.|Cleaning up orphan processes)$/
/** The same where the job ran in a container. */
export const containerEnd =
  /^(?:Print service container logs: |Stop and remove container: |##\[command\]\S{0,100}docker (?:logs|stop|rm) )/
