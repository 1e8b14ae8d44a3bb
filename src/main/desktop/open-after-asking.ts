/**
 * Opens an address after the person has agreed to its origin, once per origin and run. Otherwise a page
 * under someone else's control could send data anywhere by creating an entry with an address and opening
 * it. Only one question is asked at a time; other addresses are not opened meanwhile.
 *
 * @param ask whether to open addresses of a host (with its port, if it isn't the default)
 */
export function openAfterAsking(options: {
  ask(host: string, encrypted: boolean): Promise<boolean>
  open(address: string): Promise<void>
}): (url: string) => Promise<void> {
  const agreed = new Set<string>()
  let asking = false

  async function agrees(origin: string, host: string, encrypted: boolean): Promise<boolean> {
    if (agreed.has(origin)) return true
    if (asking) return false
    asking = true
    try {
      const yes = await options.ask(host, encrypted)
      if (yes) agreed.add(origin)
      return yes
    } finally {
      asking = false
    }
  }

  return async (url) => {
    const address = webAddress(url)
    if (address === null) return
    const { origin, host, protocol } = new URL(address)
    if (await agrees(origin, host, protocol === 'https:')) await options.open(address)
  }
}

/**
 * @returns the normalized http or https address; null for any other, because its scheme would start
 * whatever program is registered for it
 */
export function webAddress(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? parsed.href : null
}
