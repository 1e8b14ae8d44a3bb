/**
 * What opens an address once its host was agreed to, which is asked once a host and start: a page
 * that somebody else controls could otherwise send anything anywhere, by making an entry with an
 * address and opening it. One question at a time; what comes meanwhile is not opened.
 *
 * @param ask whether to open addresses of a host (with its port, where it has one of its own)
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
 * @returns an address that a browser opens, in its normal form; null for every other: its scheme
 * would start whatever program has registered for it
 */
export function webAddress(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? parsed.href : null
}
