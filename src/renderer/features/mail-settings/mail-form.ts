import type { AppApi } from '@contract/api'
import type { ErrorCode } from '@contract/errors'
import type { MailSecurity, MailSettingsView } from '@contract/models'

type MailSettingsInput = Parameters<AppApi['mailSave']>[0]

/** What the form holds: the port as text, since a half-typed number is none. */
export interface MailForm {
  host: string
  port: string
  security: MailSecurity
  user: string
  password: string
  fromName: string
  fromAddress: string
  keepUnprotected: boolean
}

export const securities = ['starttls', 'tls', 'none'] as const satisfies readonly MailSecurity[]

/** Submission with STARTTLS and with TLS (RFC 8314 3.3); what a server at hand listens on. */
const usualPorts: Record<MailSecurity, string> = { starttls: '587', tls: '465', none: '25' }

export function fromView(view: MailSettingsView): MailForm {
  const { host, user, fromName, fromAddress, keepUnprotected } = view
  const start = view.configured
    ? { security: view.security, port: String(view.port), fromName }
    : { security: 'starttls' as const, port: usualPorts.starttls, fromName: fromName || 'Latchkey' }
  return { host, user, fromAddress, keepUnprotected, password: '', ...start }
}

export function toInput(form: MailForm, view: MailSettingsView): MailSettingsInput {
  return {
    ...form,
    host: form.host.trim(),
    port: Number(form.port),
    user: form.user.trim(),
    fromName: form.fromName.trim(),
    fromAddress: form.fromAddress.trim(),
    password: passwordOf(form, view),
  }
}

/** Null keeps the stored one; without a login there is none to keep. */
function passwordOf(form: MailForm, view: MailSettingsView): string | null {
  if (form.user.trim() === '') return ''
  return form.password === '' && view.hasPassword ? null : form.password
}

/** Follows the choice of security, unless somebody typed a port of their own. */
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
  MAIL_REFUSED: 'port',
  MAIL_TIMEOUT: 'port',
  MAIL_NO_STARTTLS: 'security',
  MAIL_INSECURE: 'security',
  MAIL_LOGIN: 'password',
  MAIL_SENDER: 'fromAddress',
  EMAIL_INVALID: 'fromAddress',
}

/** Where the error stands: at what has to be changed to get further. */
export function fieldOf(code: ErrorCode): keyof MailForm | 'root' {
  return fields[code] ?? 'root'
}

/** The stored password is for one server and user only: main gives it to no other. */
export function isSameLogin(view: MailSettingsView, typed: MailForm): boolean {
  return (
    typed.host.trim() === view.host &&
    Number(typed.port) === view.port &&
    typed.security === view.security &&
    typed.user.trim() === view.user
  )
}
