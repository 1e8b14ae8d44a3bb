import { resolve } from 'node:path'
import type { App } from 'electron'
import { hiddenSwitch } from './this-computer/own-command'

const scheme = 'latchkey'

/**
 * The three platforms' ways in: an argument of the first start (Linux, Windows), the arguments of
 * a second start, and macOS' event, which may come before the app is ready.
 *
 * @param linkAmong finds the one link in a program's arguments
 * @param onLink called with each link, the one of a cold start included
 * @param onSecond called when the app was started again, link or not
 */
export function listenForLinks(
  app: App,
  argv: readonly string[],
  linkAmong: (args: readonly string[]) => string | null,
  { onLink, onSecond }: { onLink(url: string): void; onSecond(): void },
): void {
  app.on('open-url', (event, url) => {
    event.preventDefault()
    onLink(url)
  })
  app.on('second-instance', (_event, args) => {
    // A start at login that finds the app running already has nothing to show.
    if (!args.includes(`--${hiddenSwitch}`)) onSecond()
    const link = linkAmong(args)
    if (link !== null) onLink(link)
  })
  const first = linkAmong(argv)
  if (first !== null) onLink(first)
}

/** Asks the system to open our links with this app. A package's installer does so as well. */
export function registerLinkScheme(app: App): void {
  const [, script] = process.argv
  // Started as `electron FOLDER`, the folder is part of the command.
  if (process.defaultApp && script) {
    app.setAsDefaultProtocolClient(scheme, process.execPath, [resolve(script)])
  } else {
    app.setAsDefaultProtocolClient(scheme)
  }
}
