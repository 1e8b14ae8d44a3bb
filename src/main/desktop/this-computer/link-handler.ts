import type { LinkHandler } from '@contract/desktop-models'
import type { App } from 'electron'
import { linuxLinkHandler } from './linux-link-handler'
import { xdgFolders } from './xdg'

export interface LinkHandling {
  handler(): Promise<LinkHandler>
  repair(): Promise<void>
}

const scheme = 'latchkey'

/** @param command what starts this app */
export function linkHandling(app: App, command: readonly string[]): LinkHandling {
  if (process.platform === 'linux') {
    return linuxLinkHandler({ command, folders: xdgFolders(process.env) })
  }
  const [program = '', ...args] = command
  return {
    async handler() {
      const ours = app.isDefaultProtocolClient(scheme, program, args)
      const name = app.getApplicationNameForProtocol(`${scheme}://`)
      const state = ours ? 'ours' : name === '' ? 'none' : 'other'
      return { state, program: name === '' ? null : name, repair: 'choose' }
    },
    async repair() {
      if (!app.setAsDefaultProtocolClient(scheme, program, args)) {
        throw new Error('the system did not take the link scheme')
      }
    },
  }
}
