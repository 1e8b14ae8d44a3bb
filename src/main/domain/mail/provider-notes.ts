/**
 * Additions to nodemailer's list: which services most people use, what each requires before it
 * accepts mail, and a few that are missing. None of it was tried with a real account: an entry is
 * here if guides and other programs' settings agree on it, and `help` only if such a source gives
 * the address. Anything uncertain is left out.
 */
import type { MailProvider } from '@contract/mail-models'

type Known = Partial<Omit<MailProvider, 'id' | 'common'>>
type CompleteProvider = Omit<MailProvider, 'id' | 'common' | 'note' | 'help' | 'user' | 'accessUrl'>

const google = 'https://oauth2.googleapis.com/token'
const microsoft = (who: 'common' | 'consumers') =>
  `https://login.microsoftonline.com/${who}/oauth2/v2.0/token`

/** First in the list, in this order. */
export const common: Readonly<Record<string, Known>> = {
  Gmail: { note: 'app-password', help: 'myaccount.google.com/apppasswords', accessUrl: google },
  Outlook365: {
    name: 'Microsoft 365 (work or school)',
    note: 'oauth-only',
    accessUrl: microsoft('common'),
  },
  Hotmail: {
    name: 'Outlook.com, Hotmail, Live',
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'outlook.de', 'hotmail.de'],
    note: 'oauth-only',
    accessUrl: microsoft('consumers'),
  },
  iCloud: { note: 'app-password', help: 'account.apple.com' },
  Yahoo: {
    domains: ['yahoo.com', 'ymail.com', 'yahoo.de', 'yahoo.fr', 'yahoo.es', 'yahoo.co.uk'],
    note: 'app-password',
    help: 'login.yahoo.com/account/security',
  },
  FastMail: {
    name: 'Fastmail',
    note: 'app-password',
    help: 'fastmail.com/help/clients/apppassword.html',
  },
  GMX: {
    name: 'GMX',
    domains: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch', 'gmx.com'],
    host: 'mail.gmx.net',
    note: 'switch-on',
    help: 'hilfe.gmx.net',
  },
  'web.de': {},
  posteo: {},
  'mailbox.org': {},
  't-online': { note: 'app-password' },
  'proton-bridge': { note: 'bridge', help: 'proton.me/mail/bridge', user: 'own' },
  Zoho: { note: 'app-password', help: 'accounts.zoho.com' },
  Mailgun: { note: 'token', user: 'own' },
  SendGrid: { note: 'token', help: 'app.sendgrid.com', user: { always: 'apikey' } },
  SendinBlue: { name: 'Brevo', note: 'token', user: 'own' },
  SES: { name: 'Amazon SES (N. Virginia)', note: 'token', user: 'own' },
}

/** Services that nodemailer does not know. */
export const missing: Readonly<Record<string, CompleteProvider>> = {
  'web.de': {
    name: 'WEB.DE',
    host: 'smtp.web.de',
    port: 587,
    security: 'starttls',
    domains: ['web.de'],
  },
  posteo: {
    name: 'Posteo',
    host: 'posteo.de',
    port: 465,
    security: 'tls',
    domains: ['posteo.de', 'posteo.net', 'posteo.org'],
  },
  'mailbox.org': {
    name: 'mailbox.org',
    host: 'smtp.mailbox.org',
    port: 465,
    security: 'tls',
    domains: ['mailbox.org'],
  },
  't-online': {
    name: 'T-Online',
    host: 'securesmtp.t-online.de',
    port: 465,
    security: 'tls',
    domains: ['t-online.de', 'magenta.de'],
  },
  'proton-bridge': {
    name: 'Proton Mail (Bridge)',
    host: '127.0.0.1',
    port: 1025,
    security: 'starttls',
    domains: ['proton.me', 'protonmail.com', 'pm.me', 'protonmail.ch'],
  },
}

/** Further down the list. */
export const others: Readonly<Record<string, Known>> = {
  AOL: { note: 'app-password', help: 'login.aol.com/account/security' },
  Yandex: { note: 'app-password', help: 'id.yandex.ru/security/app-passwords' },
  'Mail.ru': { note: 'app-password' },
  QQ: { note: 'app-password' },
  163: { note: 'app-password' },
  126: { note: 'app-password' },
  Proton: {
    name: 'Proton Mail (SMTP token)',
    domains: [],
    note: 'token',
  },
  Postmark: { note: 'token', user: 'own' },
  Resend: { note: 'token', help: 'resend.com/api-keys', user: { always: 'resend' } },
  MailerSend: { note: 'token', user: 'own' },
  Mailjet: { note: 'token', user: 'own' },
  Mandrill: { note: 'token', user: 'own' },
  Sparkpost: { note: 'token', user: { always: 'SMTP_Injection' } },
  SMTP2GO: { note: 'token', user: 'own' },
}

/** These catch mail instead of sending it, don't speak SMTP, or no longer exist. */
export const unfit: ReadonlySet<string> = new Set([
  'DebugMail',
  'Ethereal',
  'Mailcatch.app',
  'Maildev',
  'Mailosaur',
  'OpenMailBox',
  'Tutanota',
  'Zimbra',
])

/** Services by the end of an MX record's name, for people with their own domain. */
export const mxHosts: readonly (readonly [string, string])[] = [
  ['google.com', 'Gmail'],
  ['googlemail.com', 'Gmail'],
  ['mail.protection.outlook.com', 'Outlook365'],
  ['messagingengine.com', 'FastMail'],
  ['icloud.com', 'iCloud'],
  ['mailbox.org', 'mailbox.org'],
  ['zoho.com', 'Zoho'],
  ['yandex.net', 'Yandex'],
]
