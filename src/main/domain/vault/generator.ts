import type { Deps } from '../deps'
import type { UseCases } from '../use-cases'
import { generateCharacters } from './generate-characters'
import { generateWords } from './generate-words'
import { uniform } from './uniform'

/** Passwords and passphrases. Needs nobody signed in: a new account wants one too. */
export function generatorUseCases(
  deps: Pick<Deps, 'copier' | 'random' | 'words'>,
): UseCases<'generator'> {
  return {
    async make(options) {
      const below = uniform(deps.random)
      return options.kind === 'characters'
        ? generateCharacters(options, below)
        : generateWords(options, await deps.words(), below)
    },
    copy: ({ text }) => deps.copier.copy(text),
  }
}
