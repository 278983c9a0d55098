/** An answer in the form of GitHub's errors; thrown by routes, turned into JSON by the server. */
export class ApiError extends Error {
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>

  constructor(status: number, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.details = details
  }
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not Found')
}

/** 422 as GitHub gives it for one field. */
export function invalidField(resource: string, field: string, code: string): ApiError {
  return new ApiError(422, 'Validation Failed', { errors: [{ resource, field, code }] })
}
