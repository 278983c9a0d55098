import type { ServerResponse } from 'node:http'

/** What the provider says of a model that it has. */
export function sendModel(response: ServerResponse, id: string): void {
  const created_at = '2026-01-01T00:00:00Z'
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ type: 'model', id, display_name: id, created_at }))
}
