import type { MailSettingsInput } from '@contract/channels'
import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import { MailFailure, type MailSender, type MailWriter } from './mail'
import type { MailSettings } from './settings'

type Needs = Pick<Deps, 'clock' | 'random' | 'sessions'> & {
  readonly mail: MailSettings
  readonly sender: MailSender
  readonly writer: MailWriter
}

/**
 * Sends a mail to the owner with settings that need not be saved yet, and waits for the answer.
 *
 * @throws DomainFailure FORBIDDEN and every MAIL_ code
 */
export function sendTestMail(deps: Needs) {
  return async (input: MailSettingsInput): Promise<{ readonly to: string }> => {
    const { email } = deps.sessions.requireOwner()
    const server = await deps.mail.preview(input)
    const text = await deps.writer.write({ kind: 'test', email, at: deps.clock.now() })
    try {
      const messageId = `<${deps.random.id()}@latchkey.invalid>`
      await deps.sender.send(server, { ...text, to: email, messageId })
    } catch (error) {
      if (error instanceof MailFailure) throw new DomainFailure(error.code)
      throw error
    }
    return { to: email }
  }
}
