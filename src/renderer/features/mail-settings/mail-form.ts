import type { AppApi } from '@contract/api'
import type { ErrorCode } from '@contract/errors'
import type { MailLogin, MailProvider, MailSecurity } from '@contract/mail-models'
import type { MailSettingsView } from '@contract/models'

export type MailSettingsInput = Parameters<AppApi['mailSave']>[0]

/** The form's values. The port is text, because it may be half typed. */
export interface MailForm {
  /** A provider's id, `own` for a custom server, empty for none yet. */
  provider: string
  host: string
  port: string
  security: MailSecurity
  login: MailLogin
  user: string
  password: string
  clientId: string
  clientSecret: string
  refreshToken: string
  accessUrl: string
  pin: string
  fromName: string
  fromAddress: string
  linkPage: string
  keepUnprotected: boolean
}

export const ownServer = 'own'
export const securities = ['starttls', 'tls', 'none'] as const satisfies readonly MailSecurity[]

/** Submission with STARTTLS and with TLS (RFC 8314 3.3), and the port of a local server. */
const usualPorts: Record<MailSecurity, string> = { starttls: '587', tls: '465', none: '25' }

export function fromView(view: MailSettingsView, providers: readonly MailProvider[]): MailForm {
  const { host, security, login, user, clientId, accessUrl, pin } = view
  const { fromName, fromAddress, linkPage, keepUnprotected } = view
  const rest = { host, user, clientId, accessUrl, pin, fromAddress, linkPage, keepUnprotected }
  const secrets = { password: '', clientSecret: '', refreshToken: '' }
  if (!view.configured) {
    const start = { provider: '', security: 'starttls', login: 'password' } as const
    const names = { port: usualPorts.starttls, fromName: fromName || 'Latchkey' }
    return { ...rest, ...secrets, ...start, ...names }
  }
  const provider = providerOf(view, providers)
  return { ...rest, ...secrets, provider, security, login, port: String(view.port), fromName }
}

/** The provider of these settings, or `own` if a provider's short form couldn't show them. */
function providerOf(view: MailSettingsView, providers: readonly MailProvider[]): string {
  const known = providers.find(
    ({ host, port, security }) =>
      host === view.host && port === view.port && security === view.security,
  )
  if (known === undefined || !loginsOf(known).includes(view.login)) return ownServer
  return known.user === 'own' || userAt(known, view.fromAddress) === view.user
    ? known.id
    : ownServer
}

const userAt = ({ user }: MailProvider, fromAddress: string): string =>
  typeof user === 'object' ? user.always : fromAddress

export function chosen(
  form: Pick<MailForm, 'provider'>,
  providers: readonly MailProvider[],
): MailProvider | null {
  return providers.find(({ id }) => id === form.provider) ?? null
}

/** The login methods to choose from. */
export function loginsOf(provider: MailProvider | null): readonly MailLogin[] {
  if (provider === null) return ['password', 'oauth2', 'none']
  if (provider.note === 'oauth-only') return ['oauth2']
  return provider.accessUrl === null ? ['password'] : ['password', 'oauth2']
}

/** The values that change with the choice of provider. */
export function atProvider(provider: MailProvider | null): Partial<MailForm> {
  const [login = 'password'] = loginsOf(provider)
  if (provider === null) return { login, pin: '' }
  const { host, port, security, accessUrl } = provider
  return { host, port: String(port), security, login, accessUrl: accessUrl ?? '', pin: '' }
}

export function toInput(
  form: MailForm,
  view: MailSettingsView,
  providers: readonly MailProvider[],
): MailSettingsInput {
  const { provider: _, ...fields } = form
  const known = chosen(form, providers)
  const fromAddress = form.fromAddress.trim()
  const place = known && { host: known.host, port: known.port, security: known.security }
  const user = known && known.user !== 'own' ? userAt(known, fromAddress) : form.user.trim()
  return {
    ...fields,
    host: form.host.trim(),
    port: Number(form.port),
    ...place,
    user: form.login === 'none' ? '' : user,
    clientId: form.clientId.trim(),
    accessUrl: form.accessUrl.trim(),
    fromName: form.fromName.trim(),
    fromAddress,
    linkPage: form.linkPage.trim(),
    // Null keeps the stored one; without a login there is nothing to keep.
    password: form.login !== 'password' || user === '' ? '' : kept(form.password, view.hasPassword),
    clientSecret: kept(form.clientSecret, view.hasClientSecret),
    refreshToken: kept(form.refreshToken.trim(), view.hasRefreshToken),
  }
}

const kept = (typed: string, stored: boolean) => (typed === '' && stored ? null : typed)

/** Follows the choice of security unless a different port was typed. */
export function portAfter(security: MailSecurity, port: string): string {
  const untouched = port.trim() === '' || Object.values(usualPorts).includes(port.trim())
  return untouched ? usualPorts[security] : port
}

export function isPort(text: string): boolean {
  const port = Number(text)
  return /^\d{1,5}$/.test(text.trim()) && port >= 1 && port <= 65_535
}

const fields: Partial<Record<ErrorCode, keyof MailForm>> = {
  MAIL_HOST_NOT_FOUND: 'host',
  MAIL_CERTIFICATE: 'host',
  MAIL_PIN: 'host',
  MAIL_REFUSED: 'port',
  MAIL_TIMEOUT: 'port',
  MAIL_NO_STARTTLS: 'security',
  MAIL_INSECURE: 'security',
  MAIL_LOGIN: 'password',
  MAIL_OAUTH: 'refreshToken',
  MAIL_ACCESS_URL: 'accessUrl',
  MAIL_SENDER: 'fromAddress',
  EMAIL_INVALID: 'fromAddress',
  MAIL_LINK_PAGE: 'linkPage',
}
const ownFields: readonly (keyof MailForm)[] = ['host', 'port', 'security']

/** The field to change to fix the error, or `root` if there is none or it isn't shown. */
export function fieldOf(
  code: ErrorCode,
  { provider, login }: Pick<MailForm, 'provider' | 'login'>,
): keyof MailForm | 'root' {
  const field = fields[code] ?? 'root'
  if (field === 'root' || (provider !== ownServer && ownFields.includes(field))) return 'root'
  return field === 'password' && login !== 'password' ? 'root' : field
}

/** Stored secrets are for one server and login only: main uses them with no other. */
export function isSameLogin(view: MailSettingsView, next: MailSettingsInput): boolean {
  const same = ['host', 'port', 'security', 'login', 'user', 'clientId', 'accessUrl'] as const
  return same.every((field) => view[field] === next[field]) && ['', view.pin].includes(next.pin)
}

/**
 * The values that were typed after `sent` was submitted, secrets included, merged over `saved`.
 *
 * @returns null if nothing was typed since
 */
export function typedSince(sent: MailForm, now: MailForm, saved: MailForm): MailForm | null {
  const fields = (Object.keys(saved) as (keyof MailForm)[]).filter((key) => now[key] !== sent[key])
  if (fields.length === 0) return null
  return { ...saved, ...Object.fromEntries(fields.map((key) => [key, now[key]])) }
}
