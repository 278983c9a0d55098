/** Makes a script answer only the task of one repository, named in its prompt. */
export function matchRepository(repo: string): (request: { messages: unknown }) => boolean {
  return (request) => JSON.stringify(request.messages).includes(repo)
}
