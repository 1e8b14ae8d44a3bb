import {
  type MailErrorCode,
  type MailSecurity,
  type MailStep,
  type MailStepName,
  mailStepNames,
} from '@contract/mail-models'
import type { ExternalLogger } from 'nodemailer/lib/shared'

/** Follows a conversation by what nodemailer logs of it, and tells how far it came. */
export interface Conversation {
  /** For nodemailer: its levels, with an entry that says what the text is. */
  readonly logger: ExternalLogger
  /** @param code why it ended early, or null */
  steps(code: MailErrorCode | null): readonly MailStep[]
}

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const

const handshakeCodes: readonly MailErrorCode[] = [
  'MAIL_CERTIFICATE',
  'MAIL_NO_STARTTLS',
  'MAIL_PIN',
]

export function conversation(has: {
  readonly security: MailSecurity
  readonly login: boolean
}): Conversation {
  const done = new Set<MailStepName>()
  const answers = new Map<MailStepName, string>()
  /** What each reply to come is about, in the order of the commands (RFC 2920 3.1). */
  const awaited: (MailStepName | null)[] = ['connected']

  function said(text: string): void {
    awaited.push(stepOf(text))
  }

  function replied(text: string): void {
    const step = awaited.shift() ?? null
    if (step === null) return
    const good = text.startsWith('2')
    // 334: the login goes on. 354: the mail may come, which the next reply is about.
    if (text.startsWith('334')) return
    if (step === 'mail' && text.startsWith('3')) {
      awaited.push(done.has('recipient') ? 'mail' : null)
      return
    }
    answers.set(step, inOneLine(text))
    // Encrypted it is only after the handshake.
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

  const logger = Object.fromEntries(
    levels.map((level) => [
      level,
      (entry: object, text: unknown) => {
        if (typeof text === 'string') hear(entry, text)
      },
    ]),
  )

  return {
    logger,
    steps(code) {
      // A handshake that failed had somebody at the other end.
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
  // What is no command goes on with the login, masked.
  return /^(EHLO|HELO|QUIT|RSET|\.)( |$)/i.test(command) ? null : 'logged-in'
}

/** A yes does not say why it stopped there. */
const isNo = (answer: string | undefined) => answer !== undefined && !answer.startsWith('2')

/** A reply of several lines repeats its code in each (RFC 5321 4.2.1). */
const inOneLine = (reply: string) => reply.replace(/\r?\n\d{3}[ -]?/g, ' ')
