import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { updateProblems } from '@contract/program-models'
import { z } from 'zod/mini'
import type { UpdateMemory, UpdateStore } from '../../domain/ports/updates'
import { isVersion } from '../../domain/updates/offer'

const version = z.string().check(z.refine(isVersion))
const moment = z.number().check(z.minimum(0))
const shape = z.object({
  enabled: z.boolean(),
  acknowledged: z.boolean(),
  shownAt: z.nullable(moment),
  checkedAt: z.nullable(moment),
  seenVersion: z.nullable(version),
  seenIssuedAt: moment,
  ready: z.nullable(
    z.object({
      version,
      notes: z.string(),
      publishedAt: moment,
      file: z.string(),
      size: z.int(),
      sha512: z.string(),
      statement: z.string(),
      planned: z.boolean(),
      tried: z.boolean(),
      refused: z._default(z.nullable(z.enum(updateProblems)), null),
    }),
  ),
})

/**
 * On by default, but nothing is requested before the owner could read about it
 * (`domain/updates/updates.ts`).
 */
const fresh: UpdateMemory = {
  enabled: true,
  acknowledged: false,
  shownAt: null,
  checkedAt: null,
  seenVersion: null,
  seenIssuedAt: 0,
  ready: null,
}

/**
 * A small JSON file beside the profiles. If it can't be read, the owner's decision is unknown, so updates
 * are off until they decide again.
 */
export function updateStateFile(file: string): UpdateStore {
  let known: UpdateMemory | null = null
  return {
    get() {
      known ??= read(file)
      return known
    },
    set(memory) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      // Renamed into place: a crash leaves either the old or the new state.
      writeFileSync(`${file}.new`, JSON.stringify(memory), { mode: 0o600 })
      renameSync(`${file}.new`, file)
      known = memory
    },
  }
}

function read(file: string): UpdateMemory {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return { ...fresh, enabled: missing }
  }
}
