import type { ChannelArgs, MailSettingsInput } from '@contract/channels'
import type { DemoMail, MailSettingsView, PasswordAssessment } from '@contract/models'
import { accountUseCases } from './accounts'
import type { Deps } from './deps'
import { DomainFailure } from './failure'
import { linkUseCases } from './links'
import type { MailSender, MailWriter } from './mail/mail'
import type { MailSettings } from './mail/settings'
import { sendTestMail } from './mail/test-mail'
import { askReset } from './reset/ask'
import type { Secrets } from './security/secrets'

/** The mailbox that the demo profile brings along. */
export interface DemoMailbox {
  list(): Promise<readonly DemoMail[]>
  clear(): Promise<void>
}

export type Services = ReturnType<typeof services>

/** The use cases of one open profile. */
export function services(
  deps: Deps & {
    readonly mail: MailSettings
    readonly secrets: Secrets
    /** Gives up sooner than the queue's: a person waits for the answer. */
    readonly testSender: MailSender
    readonly writer: MailWriter
    readonly demoMailbox: DemoMailbox | null
  },
) {
  const mailReady = () => deps.mail.ready()
  const link = linkUseCases(deps)

  /** @throws DomainFailure FORBIDDEN, and those of saving */
  async function saveMail(input: MailSettingsInput): Promise<MailSettingsView> {
    const owner = deps.sessions.requireOwner()
    if (deps.demoMailbox) throw new DomainFailure('FORBIDDEN')
    await deps.mail.save(input)
    deps.activity.add(owner.id, 'mail_settings_changed', deps.clock.now())
    deps.outbox.hurry()
    return deps.mail.view()
  }

  function wordsOf(about: ChannelArgs<'password.assess'>['about']): Promise<string> | string {
    if (about.kind === 'email') return about.email
    return about.kind === 'link' ? link.accountEmail(about.ref) : deps.sessions.require().email
  }

  return {
    session: () => deps.sessions.account(),
    /** What the person signed in sees may have changed. Says nothing of other accounts. */
    onChange(listener: () => void): void {
      deps.sessions.onChange(listener)
      deps.outbox.onDone((account) => {
        if (deps.sessions.account()?.id === account) listener()
      })
    },
    hasAccounts: () => deps.accounts.any(),
    account: accountUseCases({ ...deps, mailReady }),
    askReset: askReset({ ...deps, mailReady }),
    link,
    async assessPassword(
      password: string,
      about: ChannelArgs<'password.assess'>['about'],
    ): Promise<PasswordAssessment> {
      return deps.policy.assess(password, await wordsOf(about))
    },
    mail: {
      ready: mailReady,
      view: deps.mail.view,
      /** @throws DomainFailure FORBIDDEN */
      settings(): Promise<MailSettingsView> {
        deps.sessions.requireOwner()
        return deps.mail.view()
      },
      save: saveMail,
      test: sendTestMail({ ...deps, sender: deps.testSender }),
    },
    secretProtection: deps.secrets.protection,
    /** The network is back, or the computer woke up. */
    hurryMail: deps.outbox.hurry,
    demoMailbox: deps.demoMailbox,
  }
}
