import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Profile } from '@contract/models'

/** Which profile opens at the next start; null until somebody has chosen. */
export interface ProfileChoice {
  get(): Profile | null
  set(profile: Profile): void
}

export function profileChoice(folder: string): ProfileChoice {
  const file = join(folder, 'profile.json')
  return {
    get() {
      try {
        const { profile } = JSON.parse(readFileSync(file, 'utf8')) as { profile?: unknown }
        return profile === 'own' || profile === 'demo' ? profile : null
      } catch {
        return null // not there yet
      }
    },
    set(profile) {
      // Renamed into place: a crash leaves the old choice or the new one.
      writeFileSync(`${file}.new`, JSON.stringify({ profile }), { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
  }
}
