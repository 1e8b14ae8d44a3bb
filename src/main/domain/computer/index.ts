import type { ComputerChanges } from '@contract/channels'
import type { ComputerSettings, ComputerView } from '@contract/program-models'
import { serialize } from '../async'
import { DomainFailure } from '../failure'
import type { Account } from '../model'
import type { Computer } from '../ports/system'
import type { UseCases } from '../use-cases'
import type { LinkTests } from './link-test'

/**
 * What concerns everybody at this computer is the owner's to decide; how the screen looks, anybody's
 * who is signed in.
 */
export function computerUseCases(deps: {
  readonly computer: Computer
  readonly links: LinkTests
  /** Who is signed in. */
  readonly account: () => Pick<Account, 'role'> | null
}): { readonly computer: UseCases<'computer'>; readonly linkHealth: UseCases<'link-health'> } {
  const { computer, links } = deps
  // A change is what was kept and what is new: of two at a time one would be lost.
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

/** What this desktop cannot do is not promised. What is kept stays: it may be able to again. */
const possible = (changes: ComputerChanges, can: ComputerView['can']): ComputerChanges => ({
  ...changes,
  tray: changes.tray && can.tray,
  startAtLogin: changes.startAtLogin && can.startAtLogin,
  hideFromCapture: changes.hideFromCapture && can.hideFromCapture,
})
