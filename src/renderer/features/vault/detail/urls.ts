/** As main reads an address that has no `https://`: a host, a port perhaps, and what follows. */
const bareHost = /^[^\s/?#@:\\]+(:\d{1,5})?([/?#].*)?$/

/** `mail.example.com` of an address that main would open; null for any other text. */
export function hostOf(typed: string): string | null {
  const text = typed.trim()
  const whole = text.includes('://') ? text : bareHost.test(text) ? `https://${text}` : ''
  if (!URL.canParse(whole)) return null
  const { protocol, host } = new URL(whole)
  return protocol === 'https:' || protocol === 'http:' ? host : null
}
