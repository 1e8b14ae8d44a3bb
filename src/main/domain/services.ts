import type { ChannelArgs, MailSettingsInput } from '@contract/channels'
import type { MailSettingsView } from '@contract/models'
import { accountUseCases } from './accounts'
import { deviceKeyUseCases } from './accounts/device-key'
import { rewrapSession } from './accounts/reconcile'
import { recoveryReminder } from './accounts/recovery-reminder'
import { remembered } from './accounts/remembered'
import { backupUseCases } from './backup'
import type { Copier } from './clipboard'
import type { ClockGuard } from './clock-guard'
import type { DeviceWraps } from './crypto/device-wraps'
import type { OwnerProof } from './crypto/owner-proof'
import type { PasswordPolicy } from './crypto/password-policy'
import type { PasswordWraps } from './crypto/password-wrap'
import type { Secrets } from './crypto/secrets'
import type { TamperCheck } from './crypto/tamper-check'
import type { UnlockMethods } from './crypto/unlock-methods'
import { profileFacts } from './diagnostics/checks'
import { maskEmail } from './email-address'
import { DomainFailure } from './failure'
import type { Attempts, ResetPasses } from './limits/attempts'
import type { CounterNames } from './limits/counter-names'
import type { Quota } from './limits/quota'
import type { ShortCodes } from './links/short-code'
import { lockUseCases } from './lock'
import { locker as makeLocker } from './lock/locker'
import { lockSettings as makeLockSettings } from './lock/settings'
import { discoverMail } from './mail/discover'
import type { Outbox } from './mail/outbox'
import { mailNeeds, outboxUseCases } from './mail/outbox-list'
import { mailProviders } from './mail/providers'
import type { MailSettings } from './mail/settings'
import { testMails } from './mail/test-mail'
import { noticeUseCases } from './notices'
import type { Guesses } from './notices/guesses'
import type { Ports } from './ports'
import type { DemoMailbox, MailDirectory, MailTrial, MailWriter } from './ports/mail'
import { linkUseCases, resetUseCases } from './reset'
import { askReset, cancelReset } from './reset/ask'
import { recoveryUseCases } from './reset/recovery'
import type { LinkRegistry } from './reset/registry'
import { sealedUseCases } from './sealed-vaults'
import type { Sessions } from './session'
import { exportUseCases } from './transfer/export'
import { importUseCases } from './transfer/import'
import type { UseCases } from './use-cases'
import { vaultUseCases } from './vault'
import { generatorUseCases } from './vault/generator'
import type { Vaults } from './vault/open-vault'

/** What the use cases of one profile share. Each is created once per profile. */
export interface Collaborators {
  readonly copier: Copier
  readonly sessions: Sessions
  readonly openVault: Vaults
  readonly unlockMethods: UnlockMethods
  readonly deviceWraps: DeviceWraps
  readonly policy: PasswordPolicy
  readonly wraps: PasswordWraps
  readonly attempts: Attempts
  readonly resetPasses: ResetPasses
  readonly quota: Quota
  readonly counters: CounterNames
  readonly guesses: Guesses
  readonly clockGuard: ClockGuard
  readonly tamperCheck: TamperCheck
  readonly ownerProof: OwnerProof
  readonly codes: ShortCodes
  readonly linkRegistry: LinkRegistry
  readonly outbox: Outbox
}

export type Services = ReturnType<typeof services>

/** The use cases of one open profile. */
export function services(
  deps: Ports &
    Collaborators & {
      readonly mail: MailSettings
      readonly secrets: Secrets
      /** Times out sooner than the outbox's sender, because a person is waiting for the answer. */
      readonly mailTrial: MailTrial
      readonly mailDirectory: MailDirectory
      readonly writer: MailWriter
      readonly demoMailbox: DemoMailbox | null
    },
) {
  const mailReady = () => deps.mail.ready()
  const tests = testMails({ ...deps, trial: deps.mailTrial })
  const discover = discoverMail({ directory: deps.mailDirectory, trial: deps.mailTrial })
  const link = linkUseCases({ ...deps, mailReady })
  const account = accountUseCases({ ...deps, mailReady })
  const lockSettings = makeLockSettings(deps)
  const rewrap = rewrapSession(deps)
  const locker = makeLocker({ ...deps, settings: lockSettings })

  /** @throws DomainFailure FORBIDDEN, and those of saving */
  async function saveMail(input: MailSettingsInput): Promise<MailSettingsView> {
    const owner = deps.sessions.requireOwner()
    if (deps.demoMailbox) throw new DomainFailure('FORBIDDEN')
    await deps.mail.save(input)
    deps.activity.add(owner.id, 'mail_settings_changed', deps.clock.now())
    deps.outbox.hurry()
    return deps.mail.view()
  }

  /** @throws DomainFailure FORBIDDEN */
  function demoMailbox(): DemoMailbox {
    if (deps.demoMailbox === null) throw new DomainFailure('FORBIDDEN')
    return deps.demoMailbox
  }

  function wordsOf(about: ChannelArgs<'password.assess'>['about']): Promise<string> | string {
    if (about.kind === 'email') return about.email
    return about.kind === 'link' ? link.accountEmail(about.ref) : deps.sessions.require().email
  }

  return {
    session: () => deps.sessions.account(),
    /** The address of a locked session, masked unless this computer remembers it. */
    lockedAs(): { readonly email: string } | null {
      const account = deps.sessions.locked()
      if (account === null) return null
      const known = remembered(deps.settings).get() === account.email
      return { email: known ? account.email : maskEmail(account.email) }
    },
    /** Called when what the person signed in sees may have changed. Reveals nothing about other accounts. */
    onChange(listener: () => void): void {
      deps.sessions.onChange(listener)
      deps.outbox.onDone((account) => {
        if (deps.sessions.account()?.id === account) listener()
      })
      deps.outbox.onReach(listener)
      deps.outbox.onChange(() => {
        if (deps.sessions.account()?.role === 'owner') listener()
      })
    },
    hasAccounts: () => deps.accounts.any(),
    account,
    reset: {
      ask: askReset({ ...deps, mailReady }),
      cancel: cancelReset(deps),
      ...resetUseCases({ ...deps, redeem: link.redeemReset, signOut: account.signOut }),
    },
    link,
    password: {
      async assess({ password, about }) {
        return deps.policy.assess(password, await wordsOf(about))
      },
    } satisfies UseCases<'password'>,
    mail: {
      ready: mailReady,
      /** The same for everyone: it depends on no single email or address. */
      needs: () => (mailReady() ? mailNeeds(deps.outbox.problem()) : null),
      /** @throws DomainFailure FORBIDDEN */
      settings() {
        deps.sessions.requireOwner()
        return deps.mail.view()
      },
      save: saveMail,
      test: tests.send,
      prove: tests.prove,
      /** @throws DomainFailure FORBIDDEN */
      async providers() {
        deps.sessions.requireOwner()
        return mailProviders(deps.mailDirectory)
      },
      /** @throws DomainFailure FORBIDDEN, MAIL_HOST_NOT_FOUND */
      async discover({ text }) {
        deps.sessions.requireOwner()
        return discover(text)
      },
    } satisfies UseCases<'mail'> & Record<'ready' | 'needs', unknown>,
    outbox: outboxUseCases(deps),
    notices: noticeUseCases(deps),
    vault: vaultUseCases({
      ...deps,
      recoveryReminder: (vault) => recoveryReminder(deps, vault),
    }),
    generator: generatorUseCases(deps),
    lock: lockUseCases({ ...deps, locker, lockSettings, unlock: account.unlock }),
    locker,
    /** When the app closes: copied text must not stay on the clipboard. */
    clearClipboard: deps.copier.clear,
    recovery: recoveryUseCases(deps),
    deviceKey: deviceKeyUseCases(deps),
    sealed: sealedUseCases(deps),
    backup: backupUseCases(deps),
    import: importUseCases(deps),
    export: exportUseCases(deps),
    onVaultChange: deps.openVault.onChange,
    secretProtection: deps.secrets.protection,
    /** The keyring was unlocked: continues what was waiting for it. */
    async keychainOpened(): Promise<void> {
      deps.outbox.hurry()
      await rewrap()
    },
    diagnostics: profileFacts({ ...deps, mailReady, protection: deps.secrets.protection }),
    /** Call it when the network is back, or the computer woke up. */
    hurryMail: deps.outbox.hurry,
    /** For main only, see `Outbox.held`. */
    mailHeld: deps.outbox.held,
    mailbox: {
      list: () => demoMailbox().list(),
      async clear() {
        await demoMailbox().clear()
        return null
      },
    } satisfies UseCases<'mailbox'>,
  }
}
