/**
 * The kinds of entries. What differs by kind is written as a table over `EntryKind`, or with `byKind`, so that
 * adding a kind doesn't compile until each of them says what to do with it.
 *
 * Only append: an open vault's cached list stores a kind as its place here.
 */
export const entryKinds = ['login', 'note'] as const
export type EntryKind = (typeof entryKinds)[number]

/** The view that lists the entries of one kind. */
export const kindViews = { login: 'logins', note: 'notes' } as const satisfies Record<
  EntryKind,
  string
>
export type KindView = (typeof kindViews)[EntryKind]

interface OfKind {
  readonly kind: EntryKind
}

export type ByKind<T extends OfKind, R> = {
  readonly [K in EntryKind]: (value: Extract<T, { kind: K }>) => R
}

/**
 * Calls the function for the kind of `value`, which it gets narrowed to that kind.
 * @example byKind(entry, { login: ({ username }) => username, note: () => '' })
 */
export function byKind<T extends OfKind, R>(value: T, table: ByKind<T, R>): R {
  return (table[value.kind] as (value: T) => R)(value)
}
