import type { MailSettingsInput } from '@contract/channels'
import type { MailSettingsView } from '@contract/models'
import { serialize } from '../async'
import type { Secrets } from '../crypto/secrets'
import { type LinkPage, parseLinkPage } from '../links/link-page'
import type { SettingStore } from '../ports'
import type { MailServer } from '../ports/mail'
import { check, isSameLogin, mark, readStored, type Stored, unset } from './settings-check'

const settingKey = 'mail.server'
const provenKey = 'mail.proven-at'

export interface MailSettings {
  ready(): boolean
  view(): Promise<MailSettingsView>
  /** @throws DomainFailure any code that `check` throws */
  save(input: MailSettingsInput): Promise<void>
  /** Secrets are decrypted. @returns null when email is not set up or its secrets are lost */
  route(): Promise<MailRoute | null>
  /** The server that `save` would store, for a test email. @throws as `save` */
  preview(input: MailSettingsInput): Promise<MailServer>
  /** Records that an email sent through this server arrived, even before the server is saved. */
  proven(server: MailServer, at: number): Promise<void>
  /** Stores a new refresh token from the provider; the old one may no longer work. */
  refreshed(old: string, next: string): Promise<void>
}

export function mailSettings(deps: { settings: SettingStore; secrets: Secrets }): MailSettings {
  const { settings } = deps
  const stash = settingsSecrets(deps.secrets)
  /** Replaced refresh tokens and what replaced them: a typed token may not be the newest. */
  const newer = new Map<string, string>()
  /** Serialized, so that a refresh token that arrives during a save isn't overwritten by it. */
  const writes = serialize()
  let proof: { readonly by: string; readonly at: number } | null = null

  const stored = () => readStored(settings.get(settingKey))

  const recall = async (now: Stored | null) => (now === null ? noSecrets : stash.recall(now))

  function newest(refreshToken: string): string {
    const next = newer.get(refreshToken)
    return next === undefined ? refreshToken : newest(next)
  }

  async function secretsFor(next: Stored, typed: MailSettingsInput): Promise<MailSecrets> {
    const now = stored()
    const known = now !== null && isSameLogin(now, next) ? await stash.recall(now) : noSecrets
    const kept = known === 'lost' ? noSecrets : known
    const { password, clientSecret, refreshToken } = typed
    if (next.login === 'password') return { ...noSecrets, password: password ?? kept.password }
    if (next.login === 'none') return noSecrets
    return {
      password: '',
      clientSecret: clientSecret ?? kept.clientSecret,
      refreshToken: newest(refreshToken?.trim() ?? kept.refreshToken),
    }
  }

  const savedServer = async (now: Stored | null): Promise<MailServer | null> => {
    const secrets = await recall(now)
    // Emails wait until the owner enters the password again; a login without it would only fail.
    return now === null || secrets === 'lost' ? null : toServer(now, secrets)
  }

  return {
    ready: () => stored() !== null,
    async view() {
      const now = stored()
      const kept = await recall(now)
      const secrets = kept === 'lost' ? noSecrets : kept
      const provenAt = settings.get(provenKey)
      return {
        ...(now ?? unset),
        configured: now !== null,
        hasPassword: secrets.password !== '',
        hasClientSecret: secrets.clientSecret !== '',
        hasRefreshToken: secrets.refreshToken !== '',
        passwordLost: kept === 'lost',
        provenAt: typeof provenAt === 'number' && kept !== 'lost' ? provenAt : null,
        keepUnprotected: deps.secrets.agreedToKeepUnprotected(),
        secrets: await deps.secrets.protection(),
        fixed: false,
      }
    },
    save: (input) =>
      writes(async () => {
        const next = check(input)
        const secrets = await secretsFor(next, input)
        const before = await savedServer(stored())
        await deps.secrets.agree(input.keepUnprotected)
        await stash.keep(next, secrets)
        settings.set(settingKey, next)
        const by = nameOf(toServer(next, secrets))
        if (proof?.by === by) settings.set(provenKey, proof.at)
        else if (before === null || nameOf(before) !== by) settings.delete(provenKey)
      }),
    async route() {
      const now = stored()
      const server = await savedServer(now)
      return now && server && { server, linkPage: parseLinkPage(now.linkPage) }
    },
    async preview(input) {
      const next = check(input)
      return toServer(next, await secretsFor(next, input))
    },
    async proven(server, at) {
      proof = { by: nameOf(server), at }
      const saved = await savedServer(stored())
      if (saved !== null && nameOf(saved) === proof.by) settings.set(provenKey, at)
    },
    refreshed: (old, next) =>
      writes(async () => {
        if (newest(next) !== old) newer.set(old, next)
        const now = stored()
        const kept = await recall(now)
        if (now === null || kept === 'lost' || kept.refreshToken !== old) return
        await stash.keep(now, { ...kept, refreshToken: next })
      }),
  }
}

function toServer(from: Stored, secrets: MailSecrets): MailServer {
  const { host, port, security, user, login, clientId, accessUrl, pin } = from
  const { password, clientSecret, refreshToken } = secrets
  return {
    host,
    port,
    security,
    user: login === 'none' ? '' : user,
    password,
    ...(login === 'oauth2' ? { oauth: { clientId, clientSecret, refreshToken, accessUrl } } : {}),
    ...(pin === '' ? {} : { pin }),
    from: { name: from.fromName, address: from.fromAddress },
  }
}

/** Identifies how a server delivers. The refresh token is left out, because it gets replaced. */
function nameOf({ from, oauth, ...way }: MailServer): string {
  const { refreshToken: _, ...client } = oauth ?? { refreshToken: '' }
  return JSON.stringify([way, client, from.address])
}

/** The server that emails are sent through, and where their links lead. */
export interface MailRoute {
  readonly server: MailServer
  /** null: links are `latchkey://`. */
  readonly linkPage: LinkPage | null
}

const secretName = 'mail-server'

/** Unused ones are empty. */
interface MailSecrets {
  readonly password: string
  readonly clientSecret: string
  readonly refreshToken: string
}

const noSecrets: MailSecrets = { password: '', clientSecret: '', refreshToken: '' }

/** The plaintext of the secret. Its tag shows that we wrote it. */
type Kept = { readonly server: string } & MailSecrets

/**
 * The secrets, encrypted together with the server they were typed for. If another program changes
 * the settings row, its host may be an attacker's, who would get the password and every reset link;
 * an attacker's link page would get the links too. Where secrets aren't protected, a server without
 * stored secrets is accepted as it is.
 */
function settingsSecrets(secrets: Secrets) {
  return {
    async recall(now: Stored): Promise<MailSecrets | 'lost'> {
      const kept = await secrets.recall(secretName)
      if (kept === 'lost') return kept
      if (kept === null) return (await secrets.protection()) === 'protected' ? 'lost' : noSecrets
      const { server, ...opened } = JSON.parse(new TextDecoder().decode(kept)) as Kept
      return server === mark(now) ? opened : 'lost'
    },
    async keep(next: Stored, typed: MailSecrets): Promise<void> {
      const text = JSON.stringify({ server: mark(next), ...typed } satisfies Kept)
      const how = await secrets.keep(secretName, new TextEncoder().encode(text))
      const none = Object.values(typed).every((secret) => secret === '')
      if (how === 'session' && none) secrets.forget(secretName)
    },
  }
}
