import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const names = z.array(z.string()).default([])

/** The part of a compose service that our rules look at. */
export const ComposeService = z.object({
  image: z.string().default(''),
  build: z.object({ dockerfile: z.string(), target: z.string() }).optional(),
  command: names,
  user: z.string().default(''),
  restart: z.string().default('no'),
  init: z.boolean().default(false),
  read_only: z.boolean().default(false),
  privileged: z.boolean().default(false),
  tmpfs: names,
  cap_drop: names,
  cap_add: names,
  security_opt: names,
  environment: z.record(z.string(), z.unknown()).default({}),
  ports: names,
  networks: names,
  secrets: names,
  network_mode: z.string().default(''),
  pid: z.string().default(''),
  mem_limit: z.string().optional(),
  pids_limit: z.number().optional(),
  healthcheck: z.object({ test: names }).default({ test: [] }),
  logging: z.object({ options: z.record(z.string(), z.string()).default({}) }).optional(),
  volumes: z
    .array(
      z.object({
        type: z.string(),
        source: z.string().default(''),
        target: z.string(),
        read_only: z.boolean().default(false),
      }),
    )
    .default([]),
})
export type ComposeService = z.infer<typeof ComposeService>

export const ComposeFile = z.object({
  services: z.record(z.string(), ComposeService),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) })),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
})
export type ComposeFile = z.infer<typeof ComposeFile>

/** Reads YAML with merge keys (`<<`), which Compose understands. */
export function readYaml(path: string): unknown {
  return parse(readFileSync(path, 'utf8'), { merge: true })
}
