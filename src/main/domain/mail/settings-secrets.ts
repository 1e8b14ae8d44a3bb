import type { Secrets } from '../security/secrets'
import { mark, type Stored } from './settings-check'

const secretName = 'mail-server'

/** Each is empty where it is not used. */
export interface MailSecrets {
  readonly password: string
  readonly clientSecret: string
  readonly refreshToken: string
}

export const noSecrets: MailSecrets = { password: '', clientSecret: '', refreshToken: '' }

/** What is sealed. Those of before there was OAuth 2 hold a password alone. */
type Kept = { readonly server: string } & Partial<MailSecrets>

/**
 * The secrets, kept sealed together with the server that they were typed for: in a row of settings
 * that was changed from outside, the host may be a stranger's, who would get the password and
 * every link to reset with; a stranger's link page would get them too. Where nothing is protected,
 * a server without secrets is taken as it is.
 */
export function settingsSecrets(secrets: Secrets) {
  return {
    async recall(now: Stored): Promise<MailSecrets | 'lost'> {
      const kept = await secrets.recall(secretName)
      if (kept === 'lost') return kept
      if (kept === null) return (await secrets.protection()) === 'protected' ? 'lost' : noSecrets
      const { server, ...opened } = JSON.parse(new TextDecoder().decode(kept)) as Kept
      return server === mark(now) ? { ...noSecrets, ...opened } : 'lost'
    },
    async keep(next: Stored, typed: MailSecrets): Promise<void> {
      const text = JSON.stringify({ server: mark(next), ...typed } satisfies Kept)
      const how = await secrets.keep(secretName, new TextEncoder().encode(text))
      const none = Object.values(typed).every((secret) => secret === '')
      if (how === 'session' && none) secrets.forget(secretName)
    },
  }
}
