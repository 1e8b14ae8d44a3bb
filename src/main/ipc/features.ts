import { DomainFailure } from '../domain/failure'
import type { Services } from '../domain/services'
import type { Handlers } from './answer'
import { appHandlers } from './app'
import type { AppHost } from './host'

/** Every channel with its use case. */
export function handlers(host: AppHost): Handlers {
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

    'account.create': (args) => services().account.create(args),
    'account.sign-in': (args) => services().account.signIn(args),
    'account.sign-out': () => services().account.signOut(),
    'account.home': () => services().account.home(),
    'account.change-password': (args) => services().account.changePassword(args),
    'account.change-email': (args) => services().account.changeEmail(args),
    'account.cancel-email-change': () => services().account.cancelEmailChange(),
    'account.send-confirmation': () => services().account.sendConfirmation(),
    'account.forget-address': () => services().account.forgetAddress(),
    'account.delete': (args) => services().account.delete(args),

    'password.assess': ({ password, about }) => services().assessPassword(password, about),

    'reset.ask': ({ email }) => services().askReset(email),
    'reset.redeem': ({ ref, password }) => services().link.redeemReset(ref, password),

    'link.paste': ({ text }) => services().link.paste(text),
    'link.waiting': () => services().link.waiting(),
    'link.dismiss': ({ ref }) => services().link.dismiss(ref),
    'link.confirm': ({ ref }) => services().link.confirm(ref),

    'mail.settings': () => services().mail.settings(),
    'mail.save': (args) => services().mail.save(args),
    'mail.test': (args) => services().mail.test(args),

    'mailbox.list': () => mailbox().list(),
    'mailbox.clear': async () => {
      await mailbox().clear()
      return null
    },
  }
}
