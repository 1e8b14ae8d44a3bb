/** Runs before each test file: activates one mutant, and notes which are reached. */
import { afterAll, inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    readonly mutant: string
  }
  interface TaskMeta {
    reached?: readonly string[]
  }
}

const active = inject('mutant')
const reached = new Set<string>()

Object.assign(globalThis, {
  isMutant(id: string) {
    reached.add(id)
    return id === active
  },
})

// biome-ignore lint/correctness/noEmptyPattern: only with this pattern is the file the second argument.
afterAll(({}, file) => {
  file.meta.reached = [...reached]
})
