import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const openssl = (...args: string[]) => promisify(execFile)('openssl', args)
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/**
 * `untrusted` is valid in itself, but self-signed rather than signed by the authority. So is `nameless`, for
 * two organizations and no host. `wrong-purpose` is for clients, not for servers.
 */
export type CertificateKind =
  | 'valid'
  | 'expired'
  | 'wrong-name'
  | 'untrusted'
  | 'nameless'
  | 'wrong-purpose'

interface Certificate {
  readonly key: string
  readonly cert: string
}

export interface Authority {
  /** PEM file of the authority, which the client has to trust. */
  readonly caFile: string
  certificate(kind: CertificateKind): Promise<Certificate>
  remove(): void
}

let made: Promise<Authority> | undefined

/** Made with openssl, once per process, in a folder that is removed when the process ends. */
export function testAuthority(): Promise<Authority> {
  made ??= makeAuthority()
  return made
}

/** For processes that are ended from outside, such as a test runner's. */
export async function removeTestAuthority(): Promise<void> {
  const unwanted = made
  made = undefined
  ;(await unwanted)?.remove()
}

async function makeAuthority(): Promise<Authority> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-ca-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  const file = (name: string) => join(folder, name)
  const caFile = file('ca.pem')
  await openssl(
    ...['req', '-x509', ...newKey, '-keyout', file('ca.key'), '-out', caFile, '-days', '2'],
    ...['-subj', '/CN=Latchkey test authority', '-addext', 'basicConstraints=critical,CA:TRUE'],
  )
  const certificates = new Map<CertificateKind, Promise<Certificate>>()

  async function make(kind: CertificateKind): Promise<Certificate> {
    const name = kind === 'wrong-name' ? 'DNS:mail.example.org' : 'DNS:localhost,IP:127.0.0.1'
    const [key, request, cert] = [file(`${kind}.key`), file(`${kind}.csr`), file(`${kind}.pem`)]
    const subject =
      kind === 'nameless'
        ? ['-subj', '/O=First organization/O=Second organization']
        : ['-subj', '/CN=Latchkey test server', '-addext', `subjectAltName=${name}`]
    if (kind === 'wrong-purpose') subject.push('-addext', 'extendedKeyUsage=clientAuth')
    if (kind === 'untrusted' || kind === 'nameless') {
      await openssl('req', '-x509', ...newKey, '-keyout', key, '-out', cert, ...subject)
    } else {
      await openssl('req', ...newKey, '-keyout', key, '-out', request, ...subject)
      await openssl(
        ...['x509', '-req', '-in', request, '-out', cert, '-copy_extensions', 'copyall'],
        ...['-CA', caFile, '-CAkey', file('ca.key'), '-days', kind === 'expired' ? '-1' : '2'],
        // Set explicitly, because `-CAcreateserial` would write one file for all.
        ...['-set_serial', `0x${Buffer.from(kind).toString('hex')}`],
      )
    }
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  }

  return {
    caFile,
    remove,
    certificate(kind) {
      const known = certificates.get(kind) ?? make(kind)
      certificates.set(kind, known)
      return known
    },
  }
}
