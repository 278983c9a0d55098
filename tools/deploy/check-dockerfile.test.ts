import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildContext } from './build-context.ts'
import { checkDockerfile } from './check-dockerfile.ts'
import { brokenRules } from './finding.ts'

const root = join(import.meta.dirname, '../..')
const clean = `FROM node:22.20.0-bookworm-slim AS build
COPY package.json ./
RUN npm ci
FROM node:22.20.0-bookworm-slim
ENV NODE_ENV=production MILLWRIGHT_MODEL_API_KEY_FILE=/run/secrets/key
COPY --from=build /app ./
RUN apt-get update \\
  && apt-get install -y --no-install-recommends git \\
  && rm -rf /var/lib/apt/lists/*
USER 1000:1000
HEALTHCHECK --interval=30s CMD ["node", "probe.mjs"]
CMD ["node", "main.js"]
`
const context = { has: (path: string) => path === 'package.json' }

test('deploy/Dockerfile keeps every rule', () => {
  const text = readFileSync(join(root, 'deploy/Dockerfile'), 'utf8')

  const findings = checkDockerfile(text, buildContext(root, 'deploy/Dockerfile.dockerignore'))

  expect(findings).toEqual([])
})

test('a Dockerfile that keeps the rules has no findings', () => {
  expect(checkDockerfile(clean, context)).toEqual([])
})

test.each([
  ['pinned-base', 'a base without a version', 'FROM node:22.20.0-bookworm-slim\n', 'FROM node\n'],
  ['pinned-base', 'a base that moves', 'FROM node:22.20.0-bookworm-slim\n', 'FROM node:22-slim\n'],
  ['pinned-base', 'the newest base', 'FROM node:22.20.0-bookworm-slim\n', 'FROM node:latest\n'],
  ['no-add', 'ADD of a URL', 'RUN npm ci', 'ADD https://example.com/a.tgz ./'],
  ['copy-source', 'COPY of what is not there', 'COPY package.json', 'COPY package.json .env'],
  ['copy-source', 'COPY from no earlier stage', 'USER', 'COPY --from=later /a ./\nUSER'],
  ['apt-recommends', 'recommended packages', ' --no-install-recommends', ''],
  ['apt-lists', 'package lists left behind', 'rm -rf /var/lib/apt/lists/*', 'true'],
  ['secret', 'a secret in ENV', 'NODE_ENV=production', 'GITHUB_TOKEN=ghp_x'],
  ['secret', 'a secret in ARG', 'RUN npm ci', 'ARG MODEL_API_KEY'],
  ['exec-form', 'a CMD in a shell', 'CMD ["node", "main.js"]', 'CMD node main.js'],
  ['exec-form', 'a health check in a shell', 'CMD ["node", "probe.mjs"]', 'CMD node probe.mjs'],
  ['user', 'no USER', 'USER 1000:1000\n', ''],
  ['user', 'root at the end', 'USER 1000:1000\n', 'USER 1000:1000\nUSER root\n'],
  ['user', 'the number of root at the end', 'USER 1000:1000', 'USER 0:0'],
  ['healthcheck', 'no HEALTHCHECK', /HEALTHCHECK.*\n/, ''],
  ['cmd', 'no CMD', /^CMD.*\n/m, ''],
])('%s fails, and it alone, on %s', (rule, _, part, planted) => {
  const text = clean.replace(part, planted)

  const findings = checkDockerfile(text, context)

  expect(text).not.toBe(clean)
  expect(brokenRules(findings)).toEqual([rule])
})

test('an ignore file that does not begin by leaving everything out is refused', () => {
  expect(() => buildContext(root, '.gitignore')).toThrow("must begin with a line '*'")
})
