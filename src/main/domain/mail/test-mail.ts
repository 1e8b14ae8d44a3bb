import type { ChannelArgs, MailSettingsInput } from '@contract/channels'
import type { MailTestView } from '@contract/mail-models'
import type { MailSettingsView } from '@contract/models'
import { DomainFailure } from '../failure'
import type { CounterNames } from '../limits/counter-names'
import type { Quota } from '../limits/quota'
import { codeAttempts, linkLifeMs, testMailQuota } from '../limits/rules'
import { findCode } from '../links/short-code'
import type { Ports, Random } from '../ports'
import type { MailServer, MailTrial, MailWriter, Trial } from '../ports/mail'
import type { Sessions } from '../session'
import { plainWords } from './server-words'
import type { MailSettings } from './settings'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 10

type Needs = Pick<Ports, 'clock' | 'random' | 'transaction'> & {
  readonly counters: CounterNames
  readonly quota: Quota
  readonly sessions: Sessions
  readonly mail: MailSettings
  readonly trial: MailTrial
  readonly writer: MailWriter
}

/** The latest test email: the server it went through, and the code that proves its arrival. */
interface Sent {
  readonly server: MailServer
  readonly code: string
  readonly owner: string
  readonly endsAt: number
  tries: number
}

/**
 * Test emails and the proof that they arrived. The code is kept in memory: it unlocks nothing, and
 * only shows that an email sent with these settings has arrived.
 */
export function testMails(deps: Needs) {
  let sent: Sent | null = null

  return {
    /**
     * Sends an email to the owner with settings that may not be saved yet, and waits for the
     * outcome.
     *
     * @throws DomainFailure NOT_SIGNED_IN, FORBIDDEN, WAIT, and whatever is wrong with the settings
     */
    async send(input: MailSettingsInput): Promise<MailTestView> {
      const { id, email, language } = deps.sessions.requireOwner()
      const server = await deps.mail.preview(input)
      deps.transaction(() => deps.quota.take([[deps.counters.testMail, testMailQuota]]))
      const code = newCode(deps.random)
      const at = deps.clock.now()
      const text = await deps.writer.write({ kind: 'test', email, at, code, language })
      const messageId = `<${deps.random.id()}@latchkey.invalid>`
      const trial = await deps.trial.send(server, { ...text, to: email, messageId })
      const endsAt = deps.clock.now() + linkLifeMs.reset
      if (trial.code === null) sent = { server, code, owner: id, endsAt, tries: 0 }
      return { to: email, ...shown(trial, server, [code], email) }
    },

    /**
     * @param args.code the code, or the whole test email
     * @throws DomainFailure NOT_SIGNED_IN, FORBIDDEN; CODE_WRONG: wrong, too late, too often or no
     * email
     */
    async prove(args: ChannelArgs<'mail.prove'>): Promise<MailSettingsView> {
      const { id } = deps.sessions.requireOwner()
      const now = deps.clock.now()
      if (sent === null || sent.owner !== id || now >= sent.endsAt || sent.tries >= codeAttempts) {
        throw new DomainFailure('CODE_WRONG')
      }
      sent.tries += 1
      if (findCode(args.code) !== sent.code) throw new DomainFailure('CODE_WRONG')
      const { server } = sent
      sent = null
      await deps.mail.proven(server, now)
      return deps.mail.view()
    },
  }
}

/** 50 random bits, like the codes in other emails. */
function newCode(random: Pick<Random, 'bytes'>): string {
  return [...random.bytes(codeLength)].map((byte) => alphabet[byte & 31]).join('')
}

/** The conversation, without what must not be read over someone's shoulder. */
function shown(
  { steps, code, certificate, secrets }: Trial,
  { password, oauth, user, from }: MailServer,
  more: readonly string[],
  email: string,
): Omit<MailTestView, 'to'> {
  const hidden = {
    secrets: [password, oauth?.clientSecret ?? '', oauth?.refreshToken ?? '', ...secrets, ...more],
    own: [email, user, from.address],
  }
  const decent = (answer: string | null) => (answer && plainWords(answer, hidden)) || null
  return {
    steps: steps.map((step) => ({ ...step, answer: decent(step.answer) })),
    code,
    certificate,
  }
}
