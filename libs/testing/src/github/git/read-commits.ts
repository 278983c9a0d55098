import { bareGit } from './bare-repository.ts'

export interface Signature {
  readonly name: string
  readonly email: string
  /** ISO 8601, UTC, whole seconds. */
  readonly date: string
}

export interface Commit {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Signature
  readonly committer: Signature
  /** Subject and body, trailers included. */
  readonly message: string
}

const FORMAT = ['%H', '%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'].join('%x00')

/** The newest `countMax` commits reachable from `from`, newest first. */
export async function readCommits(
  gitDir: string,
  from: string,
  countMax: number,
): Promise<Commit[]> {
  const limits = [`--max-count=${countMax}`, '-z', `--format=${FORMAT}%x00`]
  const output = await bareGit(gitDir, 'log', ...limits, from, '--')
  const fields = output.split('\0')
  const commits: Commit[] = []
  for (let at = 0; at + 10 < fields.length; at += 11) commits.push(commitOf(fields.slice(at)))
  return commits
}

/** Throws when the commit is not there. */
export async function readCommit(gitDir: string, sha: string): Promise<Commit> {
  const [commit] = await readCommits(gitDir, sha, 1)
  if (commit === undefined) throw new Error(`no commit ${sha} in ${gitDir}`)
  return commit
}

function commitOf(fields: readonly string[]): Commit {
  const field = (index: number) => fields[index] ?? ''
  const signature = (at: number): Signature => ({
    name: field(at),
    email: field(at + 1),
    date: new Date(Number(field(at + 2)) * 1000).toISOString().replace('.000Z', 'Z'),
  })
  return {
    sha: field(0),
    tree: field(1),
    parents: field(2) === '' ? [] : field(2).split(' '),
    author: signature(3),
    committer: signature(6),
    message: field(9).replace(/\n$/, ''),
  }
}
