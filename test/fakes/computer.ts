import type { ComputerSettings, ComputerView, LinkHandler } from '@contract/program-models'
import { linkTests } from '../../src/main/domain/computer/link-test.ts'
import type { Computer, LinkSystem } from '../../src/main/domain/ports/system.ts'

/** A computer in memory, on which tests choose what the system does with links. */
export function fakeComputer() {
  const fake = {
    kept: {
      tray: false,
      startAtLogin: false,
      startHidden: false,
      hideFromCapture: false,
      theme: 'system',
    } as ComputerSettings,
    able: { tray: true, startAtLogin: true, hideFromCapture: true } as ComputerView['can'],
    handler: { state: 'ours', program: 'Latchkey', repair: 'choose' } as LinkHandler,
    inFront: true,
    startedByLinkAt: null as number | null,
    repairs: 0,
    now: 0,
    /** What the system was asked to open. By default a link arrives at once. */
    opened: [] as string[],
    open: async (link: string) => {
      fake.opened.push(link)
      links.arrived(link)
    },
    /** Timers, which `pass` runs. */
    waiting: [] as { readonly at: number; readonly work: () => void }[],
    pass(ms: number) {
      fake.now += ms
      const due = fake.waiting.filter(({ at }) => at <= fake.now)
      fake.waiting = fake.waiting.filter(({ at }) => at > fake.now)
      for (const { work } of due) work()
    },
  }
  const computer: Computer = {
    can: async () => fake.able,
    settings: async () => fake.kept,
    async apply(next) {
      fake.kept = next
    },
  }
  const system: LinkSystem = {
    handler: async () => fake.handler,
    async repair() {
      fake.repairs += 1
      fake.handler = { ...fake.handler, state: 'ours' }
    },
    open: (link) => fake.open(link),
    comeToFront: async () => fake.inFront,
    startedByLinkAt: () => fake.startedByLinkAt,
  }
  let ids = 0
  const links = linkTests({
    system,
    clock: { now: () => fake.now },
    later(work, delayMs) {
      const one = { at: fake.now + delayMs, work }
      fake.waiting.push(one)
      return () => {
        fake.waiting = fake.waiting.filter((other) => other !== one)
      }
    },
    random: {
      id() {
        ids += 1
        return String(ids).padStart(22, 'n')
      },
    },
  })
  const keychain = { view: () => 'ready' as const, unlock: () => Promise.resolve() }
  return { fake, computer, links, keychain }
}
