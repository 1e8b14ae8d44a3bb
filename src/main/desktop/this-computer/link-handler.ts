import type { LinkHandler } from '@contract/program-models'
import type { App } from 'electron'
import { xdgFolders } from './desktop-entry'
import { type LinkHandling, linuxLinkHandler } from './linux-link-handler'

const scheme = 'latchkey'

/** @param command starts this app */
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
