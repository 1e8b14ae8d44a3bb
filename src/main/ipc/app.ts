import type { AppState } from '@contract/models'
import type { Handlers } from './answer'
import type { AppHost } from './host'

type AppHandlers = Pick<Handlers, Extract<keyof Handlers, `app.${string}`>>

export function appHandlers(host: AppHost): AppHandlers {
  return {
    'app.state': async () => {
      await host.settled()
      return state(host)
    },
    'app.choose-profile': async ({ profile }) => {
      await host.choose(profile)
      return state(host)
    },
    'app.retry': async () => {
      await host.reopen()
      return state(host)
    },
    'app.show-data-folder': () => {
      host.showDataFolder()
      return null
    },
    'app.show-mailbox': () => {
      host.showMailbox()
      return null
    },
  }
}

async function state(host: AppHost): Promise<AppState> {
  const common = { profile: host.profile(), problem: host.problem(), platform: host.platform }
  const keychain = () => host.keychain.view()
  const services = host.services()
  if (services === null) {
    return {
      ...common,
      stage: 'ready',
      session: null,
      locked: null,
      rememberedEmail: null,
      mailReady: false,
      mailNeeds: null,
      secrets: 'session',
      keychain: keychain(),
      linkWaiting: false,
      resetDone: null,
    }
  }
  const account = services.session()
  const hasAccounts = services.hasAccounts()
  // Asking the keychain takes time and may ask the person: only once somebody needs it.
  const secrets = account ? await services.secretProtection() : 'session'
  return {
    ...common,
    stage: hasAccounts ? 'ready' : host.chosen() ? 'create-first' : 'first-run',
    session: account && { email: account.email, role: account.role },
    locked: services.lockedAs(),
    rememberedEmail: services.account.rememberedEmail(),
    mailReady: services.mail.ready(),
    mailNeeds: services.mail.needs(),
    secrets,
    keychain: keychain(),
    linkWaiting: services.link.hasWaiting(),
    resetDone: services.reset.unseen(),
  }
}
