import type { AppState } from '@contract/models'
import type { AppHost } from './host'

/** The state of the app, whether or not a profile is open. */
export async function appState(host: AppHost): Promise<AppState> {
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
  // The keychain is slow and may prompt the person, so don't ask it before someone is signed in.
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
