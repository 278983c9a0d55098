import { z } from 'zod'
import type { StatusServer } from '../status-parts.ts'

const Operation = z.looseObject({ summary: z.string().default('') })
const Paths = z.record(z.string(), z.record(z.string(), Operation))

/** The OpenAPI document, and a page without scripts that lists what is in it. */
export function addDocs(server: StatusServer): void {
  server.get('/api/v1/openapi.json', {
    schema: { summary: 'This API as OpenAPI 3.1' },
    handler: async () => server.swagger(),
  })
  server.get('/api/v1/docs', {
    schema: { summary: 'This list' },
    handler: async (_request, reply) => {
      reply.type('text/html; charset=utf-8')
      return page(Paths.parse(server.swagger().paths ?? {}))
    },
  })
}

function page(paths: z.infer<typeof Paths>): string {
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { summary }]) => row(method, path, summary)),
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Millwright status API</title>
<link rel="stylesheet" href="/style.css">
</head>
<body class="docs">
<h1>Millwright status API</h1>
<p>Actions (POST) need <code>Authorization: Bearer &lt;token&gt;</code>, and so does reading data when the
service listens on any address but loopback.
A browser shows its token once to <code>POST /api/v1/session</code>; with the cookie that it gets,
actions also need the <code>csrf</code> of that answer in the header <code>x-csrf-token</code>.
The whole description is <a href="/api/v1/openapi.json">openapi.json</a>.</p>
<table>
<thead><tr><th>Method</th><th>Path</th><th>What it does</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`
}

function row(method: string, path: string, summary: string): string {
  const cells = [method.toUpperCase(), path, summary].map((text) => `<td>${escapeHtml(text)}</td>`)
  return `<tr>${cells.join('')}</tr>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
