import type { CertificateView, MailEndpoint, MailErrorCode } from '@contract/mail-models'
import { MailFailure, type MailTrial } from '../../domain/ports/mail'
import { readCertificate } from './certificate'
import { conversation } from './conversation'
import { type AccessTokens, accessTokens } from './oauth-tokens'
import { deliver } from './smtp-deliver'
import { logIn } from './smtp-login'
import { smtpMessage } from './smtp-message'
import { talk } from './smtp-talk'
import { probeTimeouts, type SmtpTimeouts, testMailTimeouts } from './smtp-timeouts'

/** As `smtpSender`, for one mail that somebody waits for and wants to know all about. */
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

/** @throws what is no failure of a server's, but a fault of ours */
async function codeOf(work: () => Promise<void>): Promise<MailErrorCode | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof MailFailure) return error.code
    throw error
  }
}
