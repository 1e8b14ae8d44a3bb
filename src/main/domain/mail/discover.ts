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

/** A host, and the port if one was typed. */
interface Place {
  readonly host: string
  readonly port: number | null
}

/**
 * Finds the mail server of an address, or how to connect to a host: from the known services, or
 * else by probing the usual names and ports in parallel. It never logs in.
 *
 * @param text an address, or a host with or without `:port`
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

  /** Probes all at once, and stops at the first that opens, in order of preference. */
  async function untilOneOpens(ways: readonly MailEndpoint[]) {
    const probes = ways.map(async (way) => ({ ...way, ...(await trial.probe(way)) }))
    // Once it has stopped, no one handles a rejection of the rest.
    for (const probe of probes) probe.catch(() => {})
    const tried: Awaited<(typeof probes)[number]>[] = []
    for (const probe of probes) {
      const answer = await probe
      tried.push(answer)
      if (answer.code === null) break
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

/** In order of preference: RFC 8314 3.3 prefers TLS from the start. */
function waysInto({ host, port }: Place): readonly MailEndpoint[] {
  const ways: MailEndpoint[] = [
    { host, port: port ?? 465, security: 'tls' },
    { host, port: port ?? 587, security: 'starttls' },
  ]
  return loopbackAddress(host) !== null
    ? [...ways, { host, port: port ?? 25, security: 'none' }]
    : ways
}
