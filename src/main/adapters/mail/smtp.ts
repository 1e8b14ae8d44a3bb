/** All code that talks to mail servers. Loaded when first used: see outgoing.ts. */
import type { CertificateView, MailEndpoint, MailErrorCode } from '@contract/mail-models'
import { MailFailure, type MailSender, type MailTrial } from '../../domain/ports/mail'
import { readCertificate } from './certificate'
import { conversation } from './conversation'
import { type AccessTokens, accessTokens } from './oauth-tokens'
import { deliver, smtpMessage } from './smtp-message'
import { probeTimeouts, queueTimeouts, type SmtpTimeouts, testMailTimeouts } from './smtp-options'
import { logIn, talk } from './smtp-talk'

export function smtp({ replaced, ...trust }: OutgoingOptions) {
  const tokens = accessTokens({ ...trust, replaced })
  return { sender: smtpSender({ ...trust, tokens }), trial: smtpTrial({ ...trust, tokens }) }
}

export interface OutgoingOptions {
  /** PEM of an extra certificate authority to trust, for tests. */
  readonly extraCa?: string
  /** Called when a provider replaces the refresh token. */
  readonly replaced: (old: string, next: string) => void
}

/**
 * Sends emails to an SMTP server, one conversation each. Encryption is never optional: STARTTLS or TLS from
 * the start, 1.2 or newer (RFC 8314 4.1), with a valid or pinned certificate. Only a server on this
 * computer may be used without encryption.
 *
 * @param options.extraCa PEM of an extra certificate authority to trust, for tests
 * @param options.timeouts default: the outbox's
 */
export function smtpSender(
  options: {
    readonly extraCa?: string
    readonly timeouts?: SmtpTimeouts
    readonly tokens?: AccessTokens
  } = {},
): MailSender {
  const { tokens = accessTokens(options), ...trust } = options
  const talking = { timeouts: queueTimeouts, ...trust }
  return {
    async send(server, mail) {
      const message = smtpMessage(server.from, mail)
      await talk(server, talking, async (smtp) => {
        await logIn(smtp, server, tokens)
        await deliver(smtp, message)
      })
    },
    check: (server) => talk(server, talking, (smtp) => logIn(smtp, server, tokens)),
  }
}

/** Like `smtpSender`, for one email that a person is waiting for, with every step reported. */
export function smtpTrial(
  options: {
    readonly extraCa?: string
    readonly timeouts?: SmtpTimeouts
    readonly tokens?: AccessTokens
  } = {},
): MailTrial {
  const { tokens = accessTokens(options), timeouts, ...trust } = options
  const sending = { ...trust, timeouts: timeouts ?? testMailTimeouts }
  const probing = { ...trust, timeouts: timeouts ?? probeTimeouts }

  async function certificateOf(
    server: MailEndpoint & { readonly pin?: string },
    code: MailErrorCode | null,
  ): Promise<CertificateView | null> {
    return code === 'MAIL_CERTIFICATE' ? readCertificate(server, probing) : null
  }

  return {
    async send(server, mail) {
      const login = server.user !== ''
      const { logger, steps } = conversation({ security: server.security, login })
      let begun = false
      const code = await codeOf(async () => {
        const message = smtpMessage(server.from, mail)
        begun = true
        await talk(server, { ...sending, logger }, async (smtp) => {
          await logIn(smtp, server, tokens)
          await deliver(smtp, message)
        })
      })
      const { token, refusal } = server.oauth ? tokens.last() : { token: null, refusal: null }
      return {
        steps: (begun ? steps(code) : []).map((step) =>
          step.name === 'logged-in' && step.answer === null && code === 'MAIL_OAUTH'
            ? { ...step, answer: refusal }
            : step,
        ),
        code,
        certificate: await certificateOf(server, code),
        secrets: token === null ? [] : [token],
      }
    },
    async probe(endpoint) {
      const code = await codeOf(() => talk(endpoint, probing, () => Promise.resolve()))
      return { code, certificate: await certificateOf(endpoint, code) }
    },
  }
}

/** @throws any error that isn't the server's but a bug of ours */
async function codeOf(work: () => Promise<void>): Promise<MailErrorCode | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof MailFailure) return error.code
    throw error
  }
}
