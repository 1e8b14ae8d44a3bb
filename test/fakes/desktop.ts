import type { Desktop, RecoveryPageFacts } from '../../src/main/domain/ports/index.ts'

type Signal = 'sleep' | 'screen-lock' | 'minimize'

/** A desktop in memory: tests can see what was copied, saved and printed, and provide files. */
export function fakeDesktop() {
  const desktop = {
    copied: '',
    /** The result of the next file dialog. */
    chosen: null as { name: string; bytes: Uint8Array; log?: Uint8Array | undefined } | null,
    /** False if the person cancels. */
    saves: true,
    /** Runs while the dialog for saving a file is open. */
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
