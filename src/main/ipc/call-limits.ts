import { weigh } from '@contract/weight'

/**
 * How much of main's time one page may take. The screens have a handful of calls under way; what
 * sends hundreds is not them.
 */
export const most = {
  /** Calls answered at a time. */
  underWay: 100,
  /** Calls answered in one turn of main's event loop, which a flood of messages keeps from turning. */
  perTurn: 200,
  /** Calls refused in one turn before the page that makes them is taken away. */
  refusedInTurn: 5_000,
}

type Verdict = 'answer' | 'refuse' | 'take-away'

/** Counts calls by who makes them; forgets a page with its window. */
export interface CallLimits {
  /**
   * A call comes in. What is to be answered is to be left afterwards. A page whose call is more than
   * the preload would have sent runs something else in the preload's place.
   */
  enter(who: object, args: readonly unknown[]): Verdict
  leave(who: object): void
}

/** @param nextTurn calls back once main has come to its other work again */
export function callLimits(nextTurn: (then: () => void) => void): CallLimits {
  const underWay = new WeakMap<object, number>()
  let perTurn = new WeakMap<object, number>()
  let turning = false

  function countInTurn(who: object): number {
    const count = (perTurn.get(who) ?? 0) + 1
    perTurn.set(who, count)
    if (!turning) {
      turning = true
      nextTurn(() => {
        turning = false
        perTurn = new WeakMap()
      })
    }
    return count
  }

  return {
    enter(who, args) {
      if (args.length > 1 || weigh(args[0]) === null) return 'take-away'
      const count = countInTurn(who)
      const busy = underWay.get(who) ?? 0
      if (count > most.refusedInTurn) return 'take-away'
      if (count > most.perTurn || busy >= most.underWay) return 'refuse'
      underWay.set(who, busy + 1)
      return 'answer'
    },
    leave(who) {
      underWay.set(who, (underWay.get(who) ?? 1) - 1)
    },
  }
}
