import { computerUseCases } from '../domain/computer'
import type { Services } from '../domain/services'
import type { Handlers } from './answer'
import type { AppHost } from './host'

type Prefix = 'keychain' | 'computer' | 'link-health'
type DesktopHandlers = Pick<Handlers, Extract<keyof Handlers, `${Prefix}.${string}`>>

/** What concerns the computer and no profile; who is signed in decides who may. */
export function desktopHandlers(host: AppHost, services: () => Services): DesktopHandlers {
  const { computer, links, keychain } = host
  const useCases = computerUseCases({ computer, links, account: () => services().session() })
  return {
    // Anybody's, signed in or not: the question is the system's, to the person at it.
    'keychain.unlock': async () => {
      await keychain.unlock()
      return null
    },
    'computer.view': () => useCases.computer.view(undefined),
    'computer.save': (args) => useCases.computer.save(args),
    'link-health.view': () => useCases.linkHealth.view(undefined),
    'link-health.test': () => useCases.linkHealth.test(undefined),
    'link-health.repair': () => useCases.linkHealth.repair(undefined),
  }
}
