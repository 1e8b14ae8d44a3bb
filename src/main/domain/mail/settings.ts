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
  /** @throws DomainFailure every code of `check` */
  save(input: MailSettingsInput): Promise<void>
  /** What was saved, secrets opened. @returns null when mail is not set up. */
  route(): Promise<MailRoute | null>
  /** As it would be after `save`, for a test mail. @throws as save */
  preview(input: MailSettingsInput): Promise<MailServer>
  /** A mail that went out by this server has arrived, whether or not it is saved yet. */
  proven(server: MailServer, at: number): Promise<void>
  /** The provider gave a new refresh token, and the old one may be dead. */
  refreshed(old: string, next: string): Promise<void>
}

export function mailSettings(deps: { settings: SettingStore; secrets: Secrets }): MailSettings {
  const { settings } = deps
  const sealed = settingsSecrets(deps.secrets)
  /** Refresh tokens that have been replaced: one that was typed may be no longer the newest. */
  const newer = new Map<string, string>()
  /** A refresh token that comes while settings are being saved must be in what is kept at the end. */
  const writes = serialize()
  let proof: { readonly by: string; readonly at: number } | null = null

  const stored = () => readStored(settings.get(settingKey))

  const recall = async (now: Stored | null) => (now === null ? noSecrets : sealed.recall(now))

  function newest(refreshToken: string): string {
    const next = newer.get(refreshToken)
    return next === undefined ? refreshToken : newest(next)
  }

  async function secretsFor(next: Stored, typed: MailSettingsInput): Promise<MailSecrets> {
    const now = stored()
    const known = now !== null && isSameLogin(now, next) ? await sealed.recall(now) : noSecrets
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
    // Waiting is better than trying a login without its password: the owner is asked for it.
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
        await sealed.keep(next, secrets)
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
        await sealed.keep(now, { ...kept, refreshToken: next })
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

/** Two of one name bring a mail the same way; a refresh token may be a newer one. */
function nameOf({ from, oauth, ...way }: MailServer): string {
  const { refreshToken: _, ...client } = oauth ?? { refreshToken: '' }
  return JSON.stringify([way, client, from.address])
}

/** What mails are sent by, and where their links lead. */
export interface MailRoute {
  readonly server: MailServer
  /** Null: links are `latchkey://`. */
  readonly linkPage: LinkPage | null
}

const secretName = 'mail-server'

/** Each is empty where it is not used. */
interface MailSecrets {
  readonly password: string
  readonly clientSecret: string
  readonly refreshToken: string
}

const noSecrets: MailSecrets = { password: '', clientSecret: '', refreshToken: '' }

/** The plaintext of the secret. Its tag shows that we wrote it. */
type Kept = { readonly server: string } & MailSecrets

/**
 * The secrets, kept sealed together with the server that they were typed for: in a row of settings
 * that was changed from outside, the host may be a stranger's, who would get the password and
 * every link to reset with; a stranger's link page would get them too. Where nothing is protected,
 * a server without secrets is taken as it is.
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
