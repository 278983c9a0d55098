import { Refusal } from './refusal.ts'
import type { Ask } from './session.ts'

/** The status API as the page uses it. */
export interface Api {
  /** @throws Refusal when the service says no. */
  get<T>(path: string): Promise<T>
  /** @throws Refusal when the service says no. */
  post<T>(path: string, body?: unknown): Promise<T>
}

/** What is asked is typed by `answers.ts`: the service checks each answer before it leaves. */
export function createApi(ask: Ask): Api {
  return {
    async get(path) {
      const response = await ask(path)
      // Bad health is answered with 503 and the same body.
      if (!response.ok && path !== '/health') throw await Refusal.of(response)
      return response.json()
    },
    async post(path, body = {}) {
      const response = await ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!response.ok) throw await Refusal.of(response)
      return response.json()
    },
  }
}
