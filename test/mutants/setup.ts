/** Runs before each test file: switches one mutant on, and notes which are reached. */
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

// biome-ignore lint/correctness/noEmptyPattern: the only form in which the file comes as second.
afterAll(({}, file) => {
  file.meta.reached = [...reached]
})
