import { camel } from '@contract/api'
import type { ChannelName } from '@contract/channels'
import { computerUseCases } from '../domain/computer'
import { DomainFailure } from '../domain/failure'
import type { Services } from '../domain/services'
import type { AllUseCases, UseCases } from '../domain/use-cases'
import { appState } from './app-state'
import type { AppHost } from './host'

/** The use cases of the program itself, independent of the open profile. */
export interface ProgramUseCases {
  readonly updates: UseCases<'updates'>
  readonly diagnostics: UseCases<'diagnostics'>
}

/** Calls a channel's use case with arguments that its schema has validated. */
export type Dispatch = (name: ChannelName, args: unknown) => unknown

type Some = { readonly [G in keyof AllUseCases]?: Partial<AllUseCases[G]> }
/** The use cases that aren't in `Own`; groups that are complete in `Own` are omitted. */
type Others<Own extends Some> = {
  readonly [G in keyof AllUseCases as keyof AllUseCases[G] extends keyof Own[G] ? never : G]: Omit<
    AllUseCases[G],
    keyof Own[G]
  >
}

/** Every channel's use case is either in `own` or in the profile that is open when it is called. */
export function dispatcher(host: AppHost, program: ProgramUseCases): Dispatch {
  const { computer, links, keychain } = host
  const services = (): Services => {
    const open = host.services()
    if (open === null) throw new DomainFailure('NOT_READY')
    return open
  }
  const done = async (work: unknown) => {
    await work
    return null
  }
  const stateAfter = async (work: Promise<void>) => {
    await work
    return appState(host)
  }

  const own = {
    app: {
      state: () => stateAfter(host.settled()),
      chooseProfile: ({ profile }) => stateAfter(host.choose(profile)),
      retry: () => stateAfter(host.reopen()),
      showDataFolder: () => done(host.showDataFolder()),
      showMailbox: () => done(host.showMailbox()),
    },
    // For anyone, signed in or not: the system itself prompts the person.
    keychain: { unlock: () => done(keychain.unlock()) },
    ...computerUseCases({ computer, links, account: () => services().session() }),
    updates: program.updates,
    diagnostics: program.diagnostics,
    backup: { recover: host.recover, openAnyway: host.openAnyway },

    // Every use case that ends a session renews its page.
    account: {
      signOut() {
        services().account.signOut()
        return done(host.renewPage())
      },
    },
    lock: {
      async now() {
        await services().lock.now(undefined)
        return done(host.renewPage())
      },
    },
    reset: {
      async redeem(args) {
        const { endedSession } = await services().reset.redeem(args)
        return endedSession ? done(host.renewPage()) : null
      },
    },
  } satisfies Some
  const profile = (): Others<typeof own> => services()

  return (name, args) => {
    const [group = '', useCase = ''] = name.split('.').map(camel)
    const of = (all: object) => (all as Record<string, Record<string, unknown>>)[group]?.[useCase]
    // The types above match use cases to channels, but TypeScript can't see that in a lookup by name.
    const found = (of(own) ?? of(profile())) as (args: unknown) => unknown
    return found(args)
  }
}
