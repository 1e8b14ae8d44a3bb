/**
 * The most that a call's argument may hold. The heaviest that the screens send is a thousand ids,
 * or an entry with its notes, tags and addresses: a fifth of this.
 */
export const mostOfCall = { values: 5_000, characters: 2 * 1024 * 1024, depth: 8 }

/**
 * What an argument weighs: its characters, and one for each value. Weighed on both sides of the
 * bridge before anything else looks at it: a schema would look at every one of ten million items
 * before it says that they are too many. Takes no longer for more than a call may carry.
 *
 * @returns null for more than that, and for anything but plain data
 */
export function weigh(argument: unknown): number | null {
  let values = 0
  let characters = 0
  const left: [value: unknown, depth: number][] = [[argument, 0]]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [value, depth] = next
    values += 1
    if (typeof value === 'string') characters += value.length
    if (
      values > mostOfCall.values ||
      characters > mostOfCall.characters ||
      depth > mostOfCall.depth
    ) {
      return null
    }
    if (typeof value !== 'object' || value === null) continue
    if (!isPlain(value)) return null
    if (Array.isArray(value) && value.length > mostOfCall.values) return null
    for (const key in value) {
      if (left.length > mostOfCall.values) return null
      characters += key.length
      left.push([(value as Record<string, unknown>)[key], depth + 1])
    }
  }
  return values + characters
}

/** No Map, Date or ArrayBuffer: structured cloning brings them, and no schema asks for one. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null
}
