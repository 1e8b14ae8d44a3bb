import type { MailDirectory } from '../../domain/ports/mail'
import { wellKnownServices } from './well-known'

const timeoutMs = 2_500

export const mailDirectory: MailDirectory = {
  services: wellKnownServices,
  async mailHosts(domain) {
    // Not part of a start.
    const { Resolver } = await import('node:dns/promises')
    try {
      const records = await new Resolver({ timeout: timeoutMs, tries: 1 }).resolveMx(domain)
      const ordered = records.toSorted((a, b) => a.priority - b.priority)
      return ordered.map(({ exchange }) => exchange.toLowerCase())
    } catch {
      return []
    }
  },
}
