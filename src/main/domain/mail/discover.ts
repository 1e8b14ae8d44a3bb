import type { MailDiscovery, MailEndpoint, MailProvider } from '@contract/mail-models'
import { parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { MailDirectory, MailTrial } from '../ports/mail'
import { byDomain, byEndpoint, byMailHosts, mailProviders } from './providers'
import { loopbackAddress } from './settings-check'

interface Needs {
  readonly directory: MailDirectory
  readonly trial: MailTrial
}

/** A host, and a port where one was typed. */
interface Place {
  readonly host: string
  readonly port: number | null
}

/**
 * Looks for the mail server of an address, or for the way into a server: by what is known of
 * services, else by trying the usual names and ports all at once. Nobody logs in.
 *
 * @param text an address, or a host with `:port` or without
 * @throws DomainFailure MAIL_HOST_NOT_FOUND for a text that is neither
 */
export function discoverMail({ directory, trial }: Needs) {
  return async (text: string): Promise<MailDiscovery> => {
    const providers = await mailProviders(directory)
    const typed = text.trim()
    const address = parseEmail(typed)
    const domain = address?.slice(address.lastIndexOf('@') + 1).toLowerCase()
    const known = domain === undefined ? undefined : await ofDomain(providers, domain)
    if (known !== undefined) return { found: inList(known), tried: [] }
    const places = domain === undefined ? [placeOf(typed)] : guesses(domain)
    const tried = await untilOneOpens(places.flatMap(waysInto))
    const best =
      tried.find(({ code }) => code === null) ?? tried.find(({ certificate }) => certificate)
    return {
      found:
        best === undefined
          ? null
          : {
              ...endpoint(best),
              provider: byEndpoint(providers, best)?.id ?? null,
              certificate: best.certificate,
            },
      tried: tried.map(({ code, ...way }) => ({ ...endpoint(way), code })),
    }
  }

  /** All at once; done as soon as none can come that is preferred to one that opened. */
  async function untilOneOpens(ways: readonly MailEndpoint[]) {
    const probes = ways.map(async (way) => ({ ...way, ...(await trial.probe(way)) }))
    // Those that are not waited for have nobody left to tell.
    for (const probe of probes) probe.catch(() => {})
    const tried: Awaited<(typeof probes)[number]>[] = []
    for (const probe of probes) {
      const door = await probe
      tried.push(door)
      if (door.code === null) break
    }
    return tried
  }

  async function ofDomain(
    providers: readonly MailProvider[],
    domain: string,
  ): Promise<MailProvider | undefined> {
    return byDomain(providers, domain) ?? byMailHosts(providers, await directory.mailHosts(domain))
  }
}

const endpoint = ({ host, port, security }: MailEndpoint): MailEndpoint => ({
  host,
  port,
  security,
})

const inList = (provider: MailProvider) => ({
  ...endpoint(provider),
  provider: provider.id,
  certificate: null,
})

const guesses = (domain: string): readonly Place[] =>
  ['smtp', 'mail'].map((name) => ({ host: `${name}.${domain}`, port: null }))

/** @throws DomainFailure MAIL_HOST_NOT_FOUND */
function placeOf(text: string): Place {
  const [, host = '', port] =
    /^([\p{L}\p{N}._-]{1,253}|[\da-f:.]{2,45})(?::(\d{1,5}))?$/iu.exec(text) ?? []
  const number = port === undefined ? null : Number(port)
  if (host === '' || (number !== null && (number < 1 || number > 65_535))) {
    throw new DomainFailure('MAIL_HOST_NOT_FOUND')
  }
  return { host, port: number }
}

/** In the order in which they are preferred: RFC 8314 3.3 wants TLS from the start. */
function waysInto({ host, port }: Place): readonly MailEndpoint[] {
  const ways: MailEndpoint[] = [
    { host, port: port ?? 465, security: 'tls' },
    { host, port: port ?? 587, security: 'starttls' },
  ]
  return loopbackAddress(host) !== null
    ? [...ways, { host, port: port ?? 25, security: 'none' }]
    : ways
}
