/** One way in which a command's output reaches a job log through another tool. */
export type Wrapper = (log: string) => { log: string; jobName?: string }

/** The lines of an example that the failing command itself printed. */
function outputOf(log: string): string[] {
  const lines = log.replace(/\n+$/, '').split('\n')
  const end = lines.lastIndexOf('##[endgroup]')
  return lines.slice(end + 1).filter((line) => !line.startsWith('##[error]Process completed'))
}

function inStep(command: string, output: readonly string[]): string {
  return [
    `##[group]Run ${command}`,
    command,
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    ...output,
    '##[error]Process completed with exit code 1.',
    '',
  ].join('\n')
}

function under(command: string, before: readonly string[], after: readonly string[]): Wrapper {
  return (log) => ({ log: inStep(command, [...before, ...outputOf(log), ...after]) })
}

/** BuildKit numbers and times each line, and repeats the last ones without a number. */
function inImageBuild(log: string): { log: string } {
  const output = outputOf(log)
  const failed = 'process "/bin/sh -c ./ci.sh" did not complete successfully: exit code: 1'
  return {
    log: inStep('docker build .', [
      '#12 [4/7] RUN ./ci.sh',
      ...output.map((line) => `#12 1.234 ${line}`),
      `#12 ERROR: ${failed}`,
      '------',
      ' > [4/7] RUN ./ci.sh:',
      ...output.slice(-5).map((line) => `1.234 ${line}`),
      '------',
      'Dockerfile:4',
      `ERROR: failed to build: failed to solve: ${failed}`,
    ]),
  }
}

/** What `gh run view --log` prints: job, step and time before each line. */
function inMatrixJob(log: string): { log: string; jobName: string } {
  const jobName = 'ci (ubuntu-latest, 20)'
  const column = `${jobName}\tci\t2026-01-02T10:00:00.0000000Z `
  const lines = inStep('./ci.sh', outputOf(log)).split('\n')
  return { log: lines.map((line) => (line === '' ? '' : column + line)).join('\n'), jobName }
}

/** A composite action prints its own header, and one for each of its steps. */
function inCompositeAction(log: string): { log: string } {
  const opening = ['##[group]Run ./.github/actions/ci', 'with:', '  target: all', '##[endgroup]']
  return { log: `${opening.join('\n')}\n${inStep('./ci.sh', outputOf(log))}` }
}

/** The ways in which output comes to a job log, by name. */
export const wrappers: Readonly<Record<string, Wrapper>> = {
  'the step itself': (log) => ({ log }),
  npm: under(
    'npm run ci',
    ['', '> web@1.0.0 ci', '> ./ci.sh', ''],
    [
      'npm error Lifecycle script `ci` failed with error:',
      'npm error code 1',
      'npm error path /home/runner/work/web/web',
      'npm error workspace web@1.0.0',
      'npm error command failed',
      'npm error command sh -c ./ci.sh',
    ],
  ),
  make: under('make ci', ['./ci.sh'], ['make: *** [Makefile:4: ci] Error 1']),
  'an image build': inImageBuild,
  'a matrix job': inMatrixJob,
  'a composite action': inCompositeAction,
  'a plain log of another system': (log) => ({
    log: [...outputOf(log), 'ERROR: Job failed: exit code 1', ''].join('\n'),
  }),
}
