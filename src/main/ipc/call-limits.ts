import { weigh } from '@contract/weight'

/**
 * Limits how much of main's time one page may take. The screens make a handful of calls at a time; a page
 * that makes hundreds isn't running our code.
 */
export const most = {
  /** Calls being answered at the same time. */
  underWay: 100,
  /** Calls answered per turn of main's event loop; a flood of messages delays the next turn. */
  perTurn: 200,
  /** Calls refused in one turn before the page is taken away. */
  refusedInTurn: 5_000,
}

type Verdict = 'answer' | 'refuse' | 'take-away'

/**
 * Counts calls per page; forgets a page when its window is gone.
 *
 * @param nextTurn calls back once main has had time for its other work
 */
export function callLimits(nextTurn: (then: () => void) => void) {
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
    /**
     * Counts an incoming call. After `answer`, the caller must call `leave`. Our preload never sends more
     * than the limit, so a page whose call exceeds it has replaced the preload.
     */
    enter(who: object, args: readonly unknown[]): Verdict {
      if (args.length > 1 || weigh(args[0]) === null) return 'take-away'
      const count = countInTurn(who)
      const busy = underWay.get(who) ?? 0
      if (count > most.refusedInTurn) return 'take-away'
      if (count > most.perTurn || busy >= most.underWay) return 'refuse'
      underWay.set(who, busy + 1)
      return 'answer'
    },
    leave(who: object) {
      underWay.set(who, (underWay.get(who) ?? 1) - 1)
    },
  }
}
