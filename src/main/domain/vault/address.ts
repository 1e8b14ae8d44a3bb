/** Addresses as people write them in an entry, `https://` or not. */

/** A name or number of a host, a port perhaps, and then the end or what follows a host. */
const bareHost = /^[^\s/?#@:\\]+(:\d{1,5})?([/?#].*)?$/

/** @returns null for what is no address of a web page */
export function webAddress(typed: string): URL | null {
  const text = typed.trim()
  const whole = text.includes('://') ? text : bareHost.test(text) ? `https://${text}` : ''
  if (!URL.canParse(whole)) return null
  const url = new URL(whole)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : null
}

/** Without `www.`; the text itself where it is no web address. */
export function hostOf(typed: string): string {
  const url = webAddress(typed)
  return url ? url.hostname.replace(/^www\.(?=.+\.)/, '') : typed.trim()
}
