import type { LinkRef } from '../ids'
import type { Random } from '../ports'
import type { ParsedLink } from './parse'

const most = 8

/** Keeps tokens in main, in memory: the renderer gets references. */
export interface LinkRegistry {
  add(link: ParsedLink): LinkRef
  get(ref: LinkRef): ParsedLink | null
  drop(ref: LinkRef): void
  /** What came from outside and waits to be looked at; null when it was no link of ours. */
  setWaiting(link: ParsedLink | null): void
  hasWaiting(): boolean
  takeWaiting(): ParsedLink | null | undefined
}

export function linkRegistry(random: Random): LinkRegistry {
  const links = new Map<LinkRef, ParsedLink>()
  let waiting: { readonly link: ParsedLink | null } | undefined

  return {
    add(link) {
      for (const [ref, known] of links) if (known.token === link.token) return ref
      const oldest = links.keys().next()
      if (links.size >= most && !oldest.done) links.delete(oldest.value)
      const ref = random.id() as LinkRef
      links.set(ref, link)
      return ref
    },
    get: (ref) => links.get(ref) ?? null,
    drop: (ref) => void links.delete(ref),
    setWaiting(link) {
      waiting = { link }
    },
    hasWaiting: () => waiting !== undefined,
    takeWaiting() {
      const taken = waiting?.link
      waiting = undefined
      return taken
    },
  }
}
