/**
 * Reads what is stored as JSON. Stored data has a shape of its own, never that of a channel's argument: a
 * channel may change together with a screen, stored data may not.
 */

type Test = (value: unknown) => boolean

/** Tests for one field. */
export const isText: Test = (value) => typeof value === 'string'
export const isFlag: Test = (value) => typeof value === 'boolean'
export const isWhole =
  (min: number, max: number): Test =>
  (value) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max
export const isOneOf =
  (names: readonly string[]): Test =>
  (value) =>
    names.includes(value as string)
export const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value)

/**
 * Makes a reader out of a test for each field.
 *
 * @param tests one for every field of `T`: a missing one doesn't compile
 * @returns the fields of a stored object; null if any is missing or isn't what it should be. Other fields
 * are left out.
 * @example
 * const read = reader<{ port: number }>({ port: isWhole(1, 65_535) })
 * read({ port: 25, more: 1 }) // { port: 25 }
 * read({ port: '25' }) // null
 */
export function reader<T extends object>(tests: { readonly [K in keyof T]-?: Test }) {
  const fields = Object.entries(tests) as [keyof T, Test][]
  return (found: unknown): T | null => {
    if (typeof found !== 'object' || found === null) return null
    const value = found as T
    if (!fields.every(([name, test]) => test(value[name]))) return null
    return Object.fromEntries(fields.map(([name]) => [name, value[name]])) as T
  }
}
