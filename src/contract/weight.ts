/**
 * The most that a call's argument may hold. The largest that the screens send is a thousand ids, or
 * an entry with its notes, tags and addresses: a fifth of this.
 */
export const mostOfCall = { values: 5_000, characters: 2 * 1024 * 1024, depth: 8 }

/**
 * The weight of an argument: its characters, plus one for each value. Both sides of the bridge
 * check it before anything else, because a schema would inspect ten million items before refusing
 * them as too many. Stops as soon as the limit is exceeded.
 *
 * @returns null if it exceeds the limit, or isn't plain data
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

/** No Map, Date or ArrayBuffer: structured cloning allows them, but no schema expects them. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null
}
