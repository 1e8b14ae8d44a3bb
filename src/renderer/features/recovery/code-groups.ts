/** Of a code as it is printed: `0123-4567-…`. */
export const groupsOf = (code: string): readonly string[] => code.split('-')

/** What is easily taken for another, as main reads it too (Crockford's base32). */
const read = (typed: string) =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')

/** Whether somebody typed this group, in whatever case and spacing. */
export const sameGroup = (typed: string, group: string): boolean => read(typed) === read(group)

const groupLength = 4

/** Text as it is typed, in groups; a hyphen that was typed is as good as ours. */
export function regroup(typed: string): string {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '')
  return plain.match(new RegExp(`.{1,${groupLength}}`, 'gu'))?.join('-') ?? ''
}

/**
 * Two groups to ask for, counted from 0: the last, which proves that the code was kept whole, and
 * one of the others, which cannot be typed by habit.
 * @param random from 0 up to, but not including, 1
 */
export function groupsToAsk(count: number, random: number): readonly [number, number] {
  return [Math.floor(random * (count - 1)), count - 1]
}
