/** The latest that a Date can be (ECMA-262 21.4.1.1). */
export const maxTime = 8.64e15

/**
 * A time as exports write it: ISO 8601, or seconds or milliseconds since the Unix epoch.
 * @returns milliseconds, or null for what is none
 */
export function timeOf(value: string | number | null | undefined): number | null {
  if (value === null || value === undefined || value === '') return null
  const number = typeof value === 'number' ? value : /^\d{1,16}$/.test(value) ? Number(value) : null
  // Milliseconds have been more than this since March 1973; seconds will be in the year 5138.
  const time = number === null ? Date.parse(String(value)) : number < 1e11 ? number * 1000 : number
  return Number.isFinite(time) && time > 0 && time <= maxTime ? Math.trunc(time) : null
}
