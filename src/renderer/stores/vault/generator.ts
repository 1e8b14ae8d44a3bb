import type { AppApi } from '@contract/api'
import type { Failure } from '@contract/channel'
import type { GeneratorOptions } from '@contract/channels'
import type { Generated } from '@contract/vault-models'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createLatest } from '../latest'

type Characters = Extract<GeneratorOptions, { kind: 'characters' }>
export type Words = Extract<GeneratorOptions, { kind: 'words' }>

interface GeneratorModel {
  readonly kind: GeneratorOptions['kind']
  /** Each kind keeps its options while the other is shown. */
  readonly characters: Characters
  readonly words: Words
  readonly made: Generated | null
  readonly failure: Failure | null
}

export interface Generator {
  readonly store: StoreApi<GeneratorModel>
  choose(kind: GeneratorOptions['kind']): Promise<void>
  setCharacters(change: Partial<Characters>): Promise<void>
  setWords(change: Partial<Words>): Promise<void>
  /** Generates another with the same options. */
  make(): Promise<void>
  /** Forgets what was generated, but not the options. */
  clear(): void
}

const characters: Characters = {
  kind: 'characters',
  length: 20,
  upper: true,
  digits: true,
  symbols: true,
  plain: false,
}
const words: Words = { kind: 'words', words: 6, separator: '-', capitals: false, digit: false }

export function createGenerator(ask: AppApi['generatorMake']): Generator {
  const store = createStore<GeneratorModel>(() => ({
    kind: 'characters',
    characters,
    words,
    made: null,
    failure: null,
  }))
  const latest = createLatest()

  async function make(): Promise<void> {
    const isLatest = latest.begin()
    const now = store.getState()
    const answer = await ask(now[now.kind])
    if (!isLatest()) return
    store.setState(answer.ok ? { made: answer.value, failure: null } : { failure: answer })
  }

  return {
    store,
    make,
    choose(kind) {
      store.setState({ kind })
      return make()
    },
    setCharacters(change) {
      store.setState((now) => ({ characters: { ...now.characters, ...change } }))
      return make()
    },
    setWords(change) {
      store.setState((now) => ({ words: { ...now.words, ...change } }))
      return make()
    },
    clear() {
      latest.cancel()
      store.setState({ made: null, failure: null })
    },
  }
}
