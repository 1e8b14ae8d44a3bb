import type { App } from 'electron'
import { hiddenSwitch } from './this-computer/own-command'

/**
 * Receives links on all three platforms: from the arguments of the first start (Linux, Windows), from the
 * arguments of a second start, and from an event on macOS, which may come before the app is ready.
 *
 * @param argv of this start. Its link is removed: otherwise it would stay there while main runs
 * @param linkAmong finds the one link in a program's arguments
 * @param onLink called with each link, including the one that started the app
 * @param onStart called when a link has started the app
 * @param onSecond called when the app was started again, with or without a link
 */
export function listenForLinks(
  app: App,
  argv: string[],
  linkAmong: (args: readonly string[]) => string | null,
  does: { onLink(url: string): void; onStart(): void; onSecond(): void },
): void {
  const { onLink, onSecond, onStart } = does
  app.on('open-url', (event, url) => {
    event.preventDefault()
    if (!app.isReady()) onStart()
    onLink(url)
  })
  app.on('second-instance', (_event, args) => {
    // A start at login that finds the app already running has nothing to show.
    if (!args.includes(`--${hiddenSwitch}`)) onSecond()
    const link = linkAmong(args)
    if (link !== null) onLink(link)
  })
  const first = linkAmong(argv)
  if (first === null) return
  argv.splice(argv.indexOf(first), 1)
  onStart()
  onLink(first)
}
