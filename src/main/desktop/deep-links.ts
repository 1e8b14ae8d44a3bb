import type { App } from 'electron'
import { hiddenSwitch } from './this-computer/own-command'

/**
 * The three platforms' ways in: an argument of the first start (Linux, Windows), the arguments of
 * a second start, and macOS' event, which may come before the app is ready.
 *
 * @param argv of this start: its link is taken out, for it would stay there as long as main runs
 * @param linkAmong finds the one link in a program's arguments
 * @param onLink called with each link, the one of a cold start included
 * @param onStart called when a link has started the app
 * @param onSecond called when the app was started again, link or not
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
    // A start at login that finds the app running already has nothing to show.
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
