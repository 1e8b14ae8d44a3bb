import type { ComputerChanges } from '@contract/channels'
import type { ComputerSettings, ComputerView } from '@contract/program-models'
import { serialize } from '../async'
import { DomainFailure } from '../failure'
import type { Account } from '../model'
import type { Computer } from '../ports/system'
import type { UseCases } from '../use-cases'
import type { LinkTests } from './link-test'

/** The owner decides what concerns everyone at this computer. Anyone signed in may set the theme. */
export function computerUseCases(deps: {
  readonly computer: Computer
  readonly links: LinkTests
  /** Who is signed in. */
  readonly account: () => Pick<Account, 'role'> | null
}): { readonly computer: UseCases<'computer'>; readonly linkHealth: UseCases<'link-health'> } {
  const { computer, links } = deps
  // Saving merges changes into the stored settings: two at once would lose one of them.
  const saves = serialize()

  /** @throws DomainFailure NOT_SIGNED_IN, FORBIDDEN */
  function require(ownerOnly: boolean): void {
    const account = deps.account()
    if (account === null) throw new DomainFailure('NOT_SIGNED_IN')
    if (ownerOnly && account.role !== 'owner') throw new DomainFailure('FORBIDDEN')
  }

  async function view(): Promise<ComputerView> {
    const [settings, can] = await Promise.all([computer.settings(), computer.can()])
    return { settings, can }
  }

  return {
    computer: {
      async view() {
        require(false)
        return view()
      },
      save: (changes) =>
        saves(async () => {
          require(Object.keys(changes).some((name) => name !== 'theme'))
          const { settings, can } = await view()
          await computer.apply(merged(settings, possible(changes, can)))
          return view()
        }),
    },
    linkHealth: {
      async view() {
        require(false)
        return links.view()
      },
      async test() {
        require(false)
        return links.run()
      },
      async repair() {
        require(true)
        return links.repair()
      },
    },
  }
}

function merged(now: ComputerSettings, changes: ComputerChanges): ComputerSettings {
  return {
    tray: changes.tray ?? now.tray,
    startAtLogin: changes.startAtLogin ?? now.startAtLogin,
    startHidden: changes.startHidden ?? now.startHidden,
    hideFromCapture: changes.hideFromCapture ?? now.hideFromCapture,
    theme: changes.theme ?? now.theme,
  }
}

/** Doesn't turn on what this desktop can't do. Stored settings stay: it may support them later. */
const possible = (changes: ComputerChanges, can: ComputerView['can']): ComputerChanges => ({
  ...changes,
  tray: changes.tray && can.tray,
  startAtLogin: changes.startAtLogin && can.startAtLogin,
  hideFromCapture: changes.hideFromCapture && can.hideFromCapture,
})
