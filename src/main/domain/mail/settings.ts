import type { MailSettingsInput } from '@contract/channels'
import type { MailSettingsView } from '@contract/models'
import { parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { SettingStore } from '../ports'
import type { Secrets } from '../security/secrets'
import type { MailServer } from './mail'

const settingKey = 'mail.server'
const passwordName = 'smtp-password'

type Stored = Omit<MailSettingsInput, 'password' | 'keepUnprotected'>

const unset: Stored = {
  host: '',
  port: 587, // RFC 6409: message submission, with STARTTLS
  security: 'starttls',
  user: '',
  fromName: 'Latchkey',
  fromAddress: '',
}

export interface MailSettings {
  ready(): boolean
  view(): Promise<MailSettingsView>
  /** @throws DomainFailure MAIL_INSECURE, MAIL_SENDER, MAIL_HOST_NOT_FOUND */
  save(input: MailSettingsInput): Promise<void>
  /** What was saved, password opened. @returns null when mail is not set up. */
  server(): Promise<MailServer | null>
  /** As it would be after `save`, for a test mail. @throws as save */
  preview(input: MailSettingsInput): Promise<MailServer>
}

/** Loopback, where nobody listens in between (RFC 1122 3.2.1.3, RFC 4291 2.5.3). */
export function isLoopback(host: string): boolean {
  const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)'
  const loopback = new RegExp(`^127(\\.${octet}){3}$`)
  return host === 'localhost' || host === '::1' || loopback.test(host)
}

export function mailSettings(deps: { settings: SettingStore; secrets: Secrets }): MailSettings {
  const stored = () => (deps.settings.get(settingKey) ?? null) as Stored | null

  async function password(): Promise<string | 'lost' | null> {
    const kept = await deps.secrets.recall(passwordName)
    return kept instanceof Uint8Array ? new TextDecoder().decode(kept) : kept
  }

  function check({ password: _, keepUnprotected: __, ...input }: MailSettingsInput): Stored {
    const host = input.host.trim()
    if (host === '') throw new DomainFailure('MAIL_HOST_NOT_FOUND')
    if (parseEmail(input.fromAddress) === null) throw new DomainFailure('MAIL_SENDER')
    if (input.security === 'none' && !isLoopback(host)) throw new DomainFailure('MAIL_INSECURE')
    return { ...input, host, fromAddress: input.fromAddress.trim(), user: input.user.trim() }
  }

  /**
   * The stored password goes only to the server and user it was typed for: with an owner's
   * session left open, a passer-by could otherwise have it sent to a server of their own.
   */
  async function passwordFor(next: Stored, typed: string | null): Promise<string> {
    if (typed !== null) return typed
    const now = stored()
    const same =
      now?.host === next.host &&
      now.port === next.port &&
      now.user === next.user &&
      now.security === next.security
    const kept = same ? await password() : null
    return kept === null || kept === 'lost' ? '' : kept
  }

  const toServer = (from: Stored, opened: string): MailServer => ({
    host: from.host,
    port: from.port,
    security: from.security,
    user: from.user,
    password: opened,
    from: { name: from.fromName, address: from.fromAddress },
  })

  return {
    ready: () => stored() !== null,
    async view() {
      const now = stored()
      const kept = await password()
      return {
        ...(now ?? unset),
        configured: now !== null,
        hasPassword: kept !== null && kept !== 'lost',
        passwordLost: kept === 'lost',
        keepUnprotected: deps.secrets.agreedToKeepUnprotected(),
        secrets: await deps.secrets.protection(),
        fixed: false,
      }
    },
    async save(input) {
      const next = check(input)
      const opened = await passwordFor(next, input.password)
      await deps.secrets.agree(input.keepUnprotected)
      if (opened === '') deps.secrets.forget(passwordName)
      else await deps.secrets.keep(passwordName, new TextEncoder().encode(opened))
      deps.settings.set(settingKey, next)
    },
    async server() {
      const now = stored()
      if (now === null) return null
      const kept = await password()
      // Waiting is better than trying a login without its password: the owner is asked for it.
      if (kept === 'lost') return null
      return toServer(now, kept ?? '')
    },
    async preview(input) {
      const next = check(input)
      return toServer(next, await passwordFor(next, input.password))
    },
  }
}
