import type { Failure } from '@contract/channel'
import { mostOfCall, weigh } from '@contract/weight'

/** Room for two of the heaviest calls at once; the screens rarely send one. */
const mostUnderWay = 2 * mostOfCall.characters

const refused = (code: Failure['code']): Failure => ({ ok: false, code })

/**
 * Main has to copy a whole message before it can check it, and can't do anything else meanwhile. So
 * messages are weighed here, out of reach of the page's scripts, and never sent if they are too heavy.
 */
export function bounded(send: (name: string, args: unknown) => Promise<unknown>): typeof send {
  let underWay = 0
  return async (name, args) => {
    const weight = weigh(args)
    if (weight === null) return refused('BAD_REQUEST')
    if (underWay + weight > mostUnderWay) return refused('WAIT')
    underWay += weight
    try {
      return await send(name, args)
    } finally {
      underWay -= weight
    }
  }
}
