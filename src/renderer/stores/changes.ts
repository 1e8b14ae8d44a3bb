import type { Result } from '@contract/result'

/**
 * Settings of which each change counts at once: shown before main has answered, and put right by
 * what it answers. Of several in a row the last answer has them all; those before it would undo it
 * for the eyes.
 */
export function createChanges<T>(put: (value: T) => void) {
  let last = 0
  return async (before: T, after: T, send: () => Promise<Result<T>>): Promise<Result<T>> => {
    put(after)
    last += 1
    const mine = last
    const answer = await send()
    if (!answer.ok) put(before)
    else if (mine === last) put(answer.value)
    return answer
  }
}
