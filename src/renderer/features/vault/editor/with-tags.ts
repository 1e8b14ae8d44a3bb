import { maxTagLength, maxTags } from '@contract/limits'

/** Adds what is typed, at commas; the same word is one tag, however it is written. */
export function withTags(tags: readonly string[], typed: string): readonly string[] {
  const next = [...tags]
  for (const part of typed.split(',')) {
    const tag = part.trim().replace(/\s+/g, ' ').slice(0, maxTagLength)
    const known = next.some((each) => each.toLocaleLowerCase() === tag.toLocaleLowerCase())
    if (tag !== '' && !known && next.length < maxTags) next.push(tag)
  }
  return next
}
