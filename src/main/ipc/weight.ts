/**
 * The most that a call's argument may hold. The heaviest that the screens send is a thousand ids,
 * or an entry with its notes, tags and addresses: a fifth of this.
 */
const most = { values: 5_000, characters: 2 * 1024 * 1024, depth: 8 }

/**
 * Whether an argument is more than a call may carry, or anything but plain data. Looked at before
 * its schema, which would look at every one of ten million items before it says that they are too
 * many. Takes no longer for more than that.
 */
export function isTooHeavy(argument: unknown): boolean {
  let values = 0
  let characters = 0
  const left: [value: unknown, depth: number][] = [[argument, 0]]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [value, depth] = next
    values += 1
    if (typeof value === 'string') characters += value.length
    if (values > most.values || characters > most.characters || depth > most.depth) return true
    if (typeof value !== 'object' || value === null) continue
    if (!isPlain(value)) return true
    if (Array.isArray(value) && value.length > most.values) return true
    for (const key in value) {
      if (left.length > most.values) return true
      characters += key.length
      left.push([(value as Record<string, unknown>)[key], depth + 1])
    }
  }
  return false
}

/** No Map, Date or ArrayBuffer: structured cloning brings them, and no schema asks for one. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null
}
