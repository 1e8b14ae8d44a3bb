import type { Desktop, RecoveryPageFacts } from '../../src/main/domain/ports/index.ts'

type Signal = 'sleep' | 'screen-lock' | 'minimize'

/** A desktop in memory: what was copied, saved and printed can be looked at, files be handed in. */
export function fakeDesktop() {
  const desktop = {
    copied: '',
    /** What the next choice of a file gives. */
    chosen: null as { name: string; bytes: Uint8Array; log?: Uint8Array | undefined } | null,
    /** False: the person thinks better of it. */
    saves: true,
    /** While the dialog of a file to be saved stands open. */
    choosing: async () => {},
    saved: [] as { name: string; bytes: Uint8Array }[],
    printed: [] as RecoveryPageFacts[],
    opened: [] as string[],
    idle: 0,
    signals: new Set<(signal: Signal) => void>(),
    signal(signal: Signal) {
      for (const listener of desktop.signals) listener(signal)
    },
    clipboard: {
      read: async () => desktop.copied,
      write: (text: string) => {
        desktop.copied = text
      },
      clear: () => {
        desktop.copied = ''
      },
    },
    files: {
      choose: async () => desktop.chosen,
      save: async (name: string, make: () => Uint8Array | Promise<Uint8Array>) => {
        await desktop.choosing()
        if (!desktop.saves) return null
        desktop.saved.push({ name, bytes: Uint8Array.from(await make()) })
        return name
      },
    },
    recoveryPage: {
      print: async (page: RecoveryPageFacts) => void desktop.printed.push(page),
      pdf: async (page: RecoveryPageFacts) => new TextEncoder().encode(JSON.stringify(page)),
    },
    lockSignals: {
      works: async () => ({ idle: true, sleep: true, screenLock: true, minimize: true }),
      idleSeconds: () => desktop.idle,
      listen: (on: (signal: Signal) => void) => {
        desktop.signals.add(on)
        return () => void desktop.signals.delete(on)
      },
    },
    openInBrowser: (url: string) => void desktop.opened.push(url),
  }
  return desktop satisfies Desktop
}
