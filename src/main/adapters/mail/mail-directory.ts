import type { MailDirectory, WellKnownService } from '../../domain/ports/mail'

const timeoutMs = 2_500

export const mailDirectory: MailDirectory = {
  services: wellKnownServices,
  async mailHosts(domain) {
    // Not loaded at the start.
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

/** Nodemailer's list of mail services. */
export async function wellKnownServices(): Promise<readonly WellKnownService[]> {
  const { services } = await import('nodemailer/lib/well-known/services.js')
  return Object.entries(services).map(([id, service]) => ({ id, ...service }))
}
