import type { WellKnownService } from '../../domain/ports/mail'

/** Nodemailer's list of mail services. */
export async function wellKnownServices(): Promise<readonly WellKnownService[]> {
  const { services } = await import('nodemailer/lib/well-known/services.js')
  return Object.entries(services).map(([id, service]) => ({ id, ...service }))
}
