import type { Failure } from '@contract/channel'
import { mostOfCall, weigh } from '@contract/weight'

/** Two of the heaviest calls at a time; the screens send one in a while. */
const mostUnderWay = 2 * mostOfCall.characters

const refused = (code: Failure['code']): Failure => ({ ok: false, code })

/**
 * Main must have copied a whole message before it can look at it, and does nothing else meanwhile.
 * So what a script in the page says is weighed here, where that script cannot reach, and what is
 * too much is never sent.
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
