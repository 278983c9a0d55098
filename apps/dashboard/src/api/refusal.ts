/** The service said no; `code` is listed in docs/errors.md, `message` is for people. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
  }

  static async of(response: Response): Promise<Refusal> {
    const body: unknown = await response.json().catch(() => null)
    const { code, message } = Object(body) as Record<string, unknown> // Fields are looked at below.
    const words = typeof message === 'string' ? message : `the service answered ${response.status}`
    return new Refusal(response.status, typeof code === 'string' ? code : 'MW_INTERNAL', words)
  }
}
