/**
 * @returns an address that a browser opens, in its normal form; null for every other: its scheme
 * would start whatever program has registered for it
 */
export function webAddress(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? parsed.href : null
}
