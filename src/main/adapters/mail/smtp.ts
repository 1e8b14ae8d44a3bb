/** Everything that talks to mail servers. Loaded with the first talk: see outgoing.ts. */
import { accessTokens } from './oauth-tokens'
import type { OutgoingOptions } from './outgoing'
import { smtpSender } from './smtp-sender'
import { smtpTrial } from './smtp-trial'

export function smtp({ replaced, ...trust }: OutgoingOptions) {
  const tokens = accessTokens({ ...trust, replaced })
  return { sender: smtpSender({ ...trust, tokens }), trial: smtpTrial({ ...trust, tokens }) }
}
