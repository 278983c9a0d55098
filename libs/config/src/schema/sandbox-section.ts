import { z } from 'zod'
import { field } from './field.ts'

export const SandboxSection = z
  .strictObject({
    mode: field(z.enum(['auto', 'bwrap', 'none']).default('auto'), {
      doc: '`auto` refuses to work without bubblewrap; `none` runs commands of watched repositories unconfined, for a machine that is a throw-away itself: then forks are refused, and every patch waits for a person.',
    }),
    read_only_paths: field(z.array(z.string().startsWith('/')).max(50).default([]), {
      doc: 'Folders outside the system directories that commands in the jail may read, such as tool caches.',
      unit: 'absolute paths',
    }),
    tool_path: field(z.array(z.string().startsWith('/')).max(50).default([]), {
      doc: 'Folders put in front of PATH in the jail; they must be readable there.',
      unit: 'absolute paths',
    }),
    memory_mb: field(z.int().min(128).max(1_000_000).default(4_096), {
      doc: 'Memory that the commands of one task may use.',
      unit: 'MB',
    }),
    cache_mb: field(z.int().min(0).max(1_000_000).default(20_000), {
      doc: 'Disk that the package caches of all repositories may take together; those not used for the longest are removed first.',
      unit: 'MB',
    }),
    mirror_mb: field(z.int().min(0).max(10_000_000).default(20_000), {
      doc: 'Disk that the mirrors of all repositories may take together on one machine; those not used for the longest are removed first, but none that was used within a day.',
      unit: 'MB',
    }),
    processes: field(z.int().min(16).max(100_000).default(512), {
      doc: 'Processes and threads that the commands of one task may have.',
      unit: 'processes',
    }),
  })
  .prefault({})
