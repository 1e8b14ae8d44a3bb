import type { LinkHandler } from '@contract/desktop-models'
import type { App } from 'electron'
import { linuxLinkHandler } from './linux-link-handler'
import { xdgFolders } from './xdg'

export interface LinkHandling {
  handler(): Promise<LinkHandler>
  repair(): Promise<void>
  /** At a start, unasked: takes the links only where no program has them. */
  takeIfNobodys(): Promise<void>
}

const scheme = 'latchkey'

/** @param command what starts this app */
export function linkHandling(app: App, command: readonly string[]): LinkHandling {
  if (process.platform === 'linux') {
    return linuxLinkHandler({ command, folders: xdgFolders(process.env) })
  }
  const [program = '', ...args] = command

  async function handler(): Promise<LinkHandler> {
    const ours = app.isDefaultProtocolClient(scheme, program, args)
    const name = app.getApplicationNameForProtocol(`${scheme}://`)
    const state = ours ? 'ours' : name === '' ? 'none' : 'other'
    return { state, program: name === '' ? null : name, repair: 'choose' }
  }

  async function repair(): Promise<void> {
    if (!app.setAsDefaultProtocolClient(scheme, program, args)) {
      throw new Error('the system did not take the link scheme')
    }
  }

  return {
    handler,
    repair,
    async takeIfNobodys() {
      if ((await handler()).state === 'none') await repair()
    },
  }
}
