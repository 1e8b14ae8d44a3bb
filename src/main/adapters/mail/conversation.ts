import {
  type MailErrorCode,
  type MailSecurity,
  type MailStep,
  type MailStepName,
  mailStepNames,
} from '@contract/mail-models'
import type { ExternalLogger } from 'nodemailer/lib/shared'

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const

const handshakeCodes: readonly MailErrorCode[] = [
  'MAIL_CERTIFICATE',
  'MAIL_NO_STARTTLS',
  'MAIL_PIN',
]

/** Follows an SMTP conversation through nodemailer's log, and tells how far it got. */
export function conversation(has: { readonly security: MailSecurity; readonly login: boolean }) {
  const done = new Set<MailStepName>()
  const answers = new Map<MailStepName, string>()
  /** What each pending reply is about, in the order of the commands (RFC 2920 3.1). */
  const awaited: (MailStepName | null)[] = ['connected']

  function said(text: string): void {
    awaited.push(stepOf(text))
  }

  function replied(text: string): void {
    const step = awaited.shift() ?? null
    if (step === null) return
    const good = text.startsWith('2')
    // 334: the login continues. 354: the email may be sent, and the next reply is about it.
    if (text.startsWith('334')) return
    if (step === 'mail' && text.startsWith('3')) {
      awaited.push(done.has('recipient') ? 'mail' : null)
      return
    }
    answers.set(step, inOneLine(text))
    // The connection is only encrypted after the handshake.
    if (good && step !== 'encrypted') done.add(step)
  }

  function hear(entry: { readonly tnx?: unknown; readonly remoteAddress?: unknown }, text: string) {
    if (entry.tnx === 'dns') done.add('found')
    else if (entry.tnx === 'network' && entry.remoteAddress !== undefined) {
      done.add('found')
      if (has.security === 'tls') done.add('encrypted')
    } else if (entry.tnx === 'smtp' && text === 'Connection upgraded with STARTTLS') {
      done.add('encrypted')
    } else if (entry.tnx === 'client') said(text)
    else if (entry.tnx === 'server') replied(text)
  }

  /** Receives nodemailer's log: each entry says what its text is. */
  const logger: ExternalLogger = Object.fromEntries(
    levels.map((level) => [
      level,
      (entry: object, text: unknown) => {
        if (typeof text === 'string') hear(entry, text)
      },
    ]),
  )

  return {
    logger,
    /** @param code why the conversation ended early, or null */
    steps(code: MailErrorCode | null): readonly MailStep[] {
      // If the handshake failed, there was a server to connect to.
      if (code !== null && handshakeCodes.includes(code)) {
        done.add('found').add('connected').delete('encrypted')
      }
      const names = mailStepNames.filter(
        (name) =>
          (name !== 'encrypted' || has.security !== 'none') && (name !== 'logged-in' || has.login),
      )
      const open = names.findIndex((name) => !done.has(name))
      const stopped = code === null ? names.length : open < 0 ? names.length - 1 : open
      return names.map((name, at) => ({
        name,
        state: at < stopped ? 'ok' : at === stopped ? 'failed' : 'not-reached',
        answer: at < stopped || isNo(answers.get(name)) ? (answers.get(name) ?? null) : null,
      }))
    },
  }
}

function stepOf(command: string): MailStepName | null {
  if (/^STARTTLS$/i.test(command)) return 'encrypted'
  if (/^MAIL FROM:/i.test(command)) return 'sender'
  if (/^RCPT TO:/i.test(command)) return 'recipient'
  if (/^DATA$/i.test(command)) return 'mail'
  // Anything else continues the login; nodemailer masks it.
  return /^(EHLO|HELO|QUIT|RSET|\.)( |$)/i.test(command) ? null : 'logged-in'
}

/** A positive reply doesn't explain why it stopped there. */
const isNo = (answer: string | undefined) => answer !== undefined && !answer.startsWith('2')

/** A multiline reply repeats its code on every line (RFC 5321 4.2.1). */
const inOneLine = (reply: string) => reply.replace(/\r?\n\d{3}[ -]?/g, ' ')
