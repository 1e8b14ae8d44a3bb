import { DomainFailure } from '../domain/failure'
import type { Services } from '../domain/services'
import type { UseCases } from '../domain/use-cases'
import type { Handlers } from './answer'
import { appHandlers } from './app'
import { desktopHandlers } from './computer'
import type { AppHost } from './host'

/** The use cases of the program itself, whichever profile is open. */
export interface ProgramUseCases {
  readonly updates: UseCases<'updates'>
  readonly diagnostics: UseCases<'diagnostics'>
}

/** Every channel with its use case. */
export function handlers(host: AppHost, program: ProgramUseCases): Handlers {
  const { diagnostics, updates } = program
  const services = (): Services => {
    const open = host.services()
    if (open === null) throw new DomainFailure('NOT_READY')
    return open
  }
  const mailbox = () => {
    const demo = services().demoMailbox
    if (demo === null) throw new DomainFailure('FORBIDDEN')
    return demo
  }

  return {
    ...appHandlers(host),
    ...desktopHandlers(host, services),

    'account.create': (args) => services().account.create(args),
    'account.sign-in': (args) => services().account.signIn(args),
    'account.sign-out': async () => {
      services().account.signOut()
      await host.renewPage()
      return null
    },
    'account.home': () => services().account.home(),
    'account.change-password': (args) => services().account.changePassword(args),
    'account.change-email': (args) => services().account.changeEmail(args),
    'account.cancel-email-change': () => services().account.cancelEmailChange(),
    'account.send-confirmation': () => services().account.sendConfirmation(),
    'account.set-language': ({ language }) => services().account.setLanguage(language),
    'account.forget-address': () => services().account.forgetAddress(),
    'account.delete': (args) => services().account.delete(args),

    'password.assess': ({ password, about }) => services().assessPassword(password, about),

    'reset.ask': ({ email }) => services().askReset(email),
    'reset.cancel': ({ email }) => services().cancelReset(email),
    'reset.redeem': async (args) => {
      const { endedSession } = await services().reset.redeem(args)
      if (endedSession) await host.renewPage()
      return null
    },

    'link.paste': (args) => services().link.paste(args),
    'link.renew': (args) => services().link.renew(args),
    'link.waiting': () => services().link.waiting(),
    'link.dismiss': ({ ref }) => services().link.dismiss(ref),
    'link.confirm': ({ ref }) => services().link.confirm(ref),

    'mail.settings': () => services().mail.settings(),
    'mail.save': (args) => services().mail.save(args),
    'mail.test': (args) => services().mail.test(args),
    'mail.providers': () => services().mail.providers(),
    'mail.prove': ({ code }) => services().mail.prove(code),
    'mail.discover': ({ text }) => services().mail.discover(text),

    'outbox.list': () => services().outbox.list(undefined),
    'outbox.retry': (args) => services().outbox.retry(args),
    'outbox.send-again': (args) => services().outbox.sendAgain(args),
    'outbox.cancel': (args) => services().outbox.cancel(args),

    'notices.view': () => services().notices.view(),
    'notices.seen': () => services().notices.seen(),

    'vault.overview': () => services().vault.overview(undefined),
    'vault.list': (args) => services().vault.list(args),
    'vault.entry': (args) => services().vault.entry(args),
    'vault.save': (args) => services().vault.save(args),
    'vault.set-favourite': (args) => services().vault.setFavourite(args),
    'vault.trash': (args) => services().vault.trash(args),
    'vault.restore': (args) => services().vault.restore(args),
    'vault.delete': (args) => services().vault.delete(args),
    'vault.empty-trash': () => services().vault.emptyTrash(undefined),
    'vault.delete-damaged': () => services().vault.deleteDamaged(undefined),
    'vault.reveal': (args) => services().vault.reveal(args),
    'vault.copy': (args) => services().vault.copy(args),
    'vault.otp': (args) => services().vault.otp(args),
    'vault.open-url': (args) => services().vault.openUrl(args),
    'vault.save-draft': (args) => services().vault.saveDraft(args),
    'vault.draft': (args) => services().vault.draft(args),
    'vault.discard-draft': (args) => services().vault.discardDraft(args),

    'generator.make': (args) => services().generator.make(args),
    'generator.copy': (args) => services().generator.copy(args),

    'import.choose': () => services().import.choose(undefined),
    'import.unlock': (args) => services().import.unlock(args),
    'import.apply': (args) => services().import.apply(args),
    'import.drop': (args) => services().import.drop(args),
    'import.undo': () => services().import.undo(undefined),

    'export.encrypted': (args) => services().export.encrypted(args),
    'export.plain': (args) => services().export.plain(args),

    'lock.now': async () => {
      await services().lock.now(undefined)
      await host.renewPage()
      return null
    },
    'lock.unlock': (args) => services().lock.unlock(args),
    'lock.leave': () => services().lock.leave(undefined),
    'lock.settings': () => services().lock.settings(undefined),
    'lock.save': (args) => services().lock.save(args),

    'recovery.view': () => services().recovery.view(undefined),
    'recovery.make': (args) => services().recovery.make(args),
    'recovery.print': (args) => services().recovery.print(args),
    'recovery.save-page': (args) => services().recovery.savePage(args),
    'recovery.keep': (args) => services().recovery.keep(args),
    'recovery.remind-later': () => services().recovery.remindLater(undefined),
    'recovery.drop': (args) => services().recovery.drop(args),
    'recovery.check': (args) => services().recovery.check(args),
    'recovery.begin': (args) => services().recovery.begin(args),
    'recovery.use': (args) => services().recovery.use(args),

    'device-key.view': () => services().deviceKey.view(undefined),
    'device-key.set': (args) => services().deviceKey.set(args),

    'sealed.list': () => services().sealed.list(undefined),
    'sealed.reopen': (args) => services().sealed.reopen(args),
    'sealed.delete': (args) => services().sealed.delete(args),

    'backup.list': () => services().backup.list(undefined),
    'backup.make': () => services().backup.make(undefined),
    'backup.preview': (args) => services().backup.preview(args),
    'backup.restore': (args) => services().backup.restore(args),
    'backup.recover': () => host.recover(),
    'backup.open-anyway': () => host.openAnyway(),

    'updates.view': () => updates.view(undefined),
    'updates.set': (args) => updates.set(args),
    'updates.check': () => updates.check(undefined),
    'updates.plan': (args) => updates.plan(args),
    'updates.restart': () => updates.restart(undefined),
    'updates.show-file': () => updates.showFile(undefined),

    'diagnostics.collect': () => diagnostics.collect(undefined),
    'diagnostics.copy': (args) => diagnostics.copy(args),
    'diagnostics.save': (args) => diagnostics.save(args),

    'mailbox.list': () => mailbox().list(),
    'mailbox.clear': async () => {
      await mailbox().clear()
      return null
    },
  }
}
