import type { MailEndpoint, MailProvider } from '@contract/mail-models'
import type { MailDirectory, WellKnownService } from '../ports/mail'
import { common, missing, mxHosts, others, unfit } from './provider-notes'

/** All services that emails can be sent through: the common ones first, then the others by name. */
export async function mailProviders(directory: MailDirectory): Promise<readonly MailProvider[]> {
  const listed = new Map((await directory.services()).map((service) => [service.id, service]))
  const named = Object.keys(common).flatMap((id) => provider(id, listed.get(id), true) ?? [])
  const rest = [...listed.keys()]
    .filter((id) => !(id in common) && !unfit.has(id))
    .flatMap((id) => provider(id, listed.get(id), false) ?? [])
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  return [...named, ...withoutDoubles(rest, named)]
}

/** Services with several regions are listed once more under their plain name. */
function withoutDoubles(
  rest: readonly MailProvider[],
  named: readonly MailProvider[],
): readonly MailProvider[] {
  const taken = new Set(named.map(({ host, port }) => `${host}:${port}`))
  return rest.filter(({ host, port }) => {
    const place = `${host}:${port}`
    return taken.has(place) ? false : taken.add(place)
  })
}

function provider(
  id: string,
  service: WellKnownService | undefined,
  isCommon: boolean,
): MailProvider | null {
  const { host, port = 587, secure = false, description = id, domains = [] } = service ?? {}
  const known = { ...missing[id], ...common[id], ...others[id] }
  const place = known.host ?? host
  if (place === undefined) return null
  // Some are listed with the port of TLS but without the flag for it.
  const tls = secure || Number(port) === 465
  return {
    id,
    name: known.name ?? description.replace(/ \((?!.*(EU|US|Asia|Europe)).*\)$/, ''),
    host: place,
    port: known.port ?? Number(port),
    security: known.security ?? (tls ? 'tls' : 'starttls'),
    domains: known.domains ?? domains,
    note: known.note ?? null,
    help: known.help ?? null,
    user: known.user ?? 'address',
    accessUrl: known.accessUrl ?? null,
    common: isCommon,
  }
}

export const byDomain = (
  providers: readonly MailProvider[],
  domain: string,
): MailProvider | undefined => providers.find(({ domains }) => domains.includes(domain))

export const byEndpoint = (
  providers: readonly MailProvider[],
  place: Pick<MailEndpoint, 'host' | 'port'>,
): MailProvider | undefined =>
  providers.find(({ host, port }) => host === place.host && port === place.port)

/**
 * The service that receives a domain's mail. The DNS answer is not signed, so it only selects one
 * of the known services: no name from the network becomes a server to log in to.
 */
export function byMailHosts(
  providers: readonly MailProvider[],
  hosts: readonly string[],
): MailProvider | undefined {
  const [, id] = mxHosts.find(([end]) => hosts.some((host) => isUnder(host, end))) ?? []
  return providers.find((provider) => provider.id === id)
}

const isUnder = (host: string, end: string) => host === end || host.endsWith(`.${end}`)
