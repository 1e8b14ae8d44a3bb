// What a release says about itself, and how that is signed. docs/updates.md describes the format.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, GeneralSign, generateKeyPair, importJWK } from 'jose'

const type = 'latchkey-updates'
/** @type {Readonly<Record<string, string>>} */
const archs = { amd64: 'x64', x64: 'x64', x86_64: 'x64', arm64: 'arm64', aarch64: 'arm64' }
const kinds = [
  { ending: '.deb', platform: 'linux', kind: 'deb' },
  { ending: '.tar.gz', platform: 'linux', kind: 'portable' },
  { ending: '.exe', platform: 'win32', kind: 'installer' },
  { ending: '.dmg', platform: 'darwin', kind: 'installer' },
]

/**
 * @typedef {{ readonly kid: string; readonly x: string }} PublicKey
 * @typedef {PublicKey & { readonly kty: string; readonly crv: string; readonly d: string }} PrivateKey
 */

/**
 * A new signing key. `public` goes into resources/updates.json, `private` never into the project.
 *
 * @returns {Promise<{ readonly private: PrivateKey; readonly public: PublicKey }>}
 */
export async function makeKey() {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const { kty = '', crv = '', x = '', d = '' } = await exportJWK(privateKey)
  const jwk = { kty, crv, x, d }
  const kid = (await calculateJwkThumbprint(jwk)).slice(0, 16)
  return { private: { ...jwk, kid }, public: { kid, x } }
}

/**
 * @param {object} release
 * @param {readonly PrivateKey[]} privateKeys
 * @returns the text of the feed, signed with every given key
 */
export async function signFeed(release, privateKeys) {
  const payload = new TextEncoder().encode(JSON.stringify(release))
  const sign = new GeneralSign(payload)
  for (const jwk of privateKeys) {
    const header = { alg: 'EdDSA', kid: jwk.kid, typ: type }
    sign.addSignature(await importJWK(jwk, 'EdDSA')).setProtectedHeader(header)
  }
  return `${JSON.stringify(await sign.sign(), null, 2)}\n`
}

/**
 * Describes the packages in a folder that have the version in their names.
 *
 * @param {string} folder
 * @param {string} version
 * @param {string} baseUrl where the files will be published, ending in a slash
 */
export async function artefactsIn(folder, version, baseUrl) {
  const found = []
  for (const name of (await readdir(folder)).toSorted()) {
    const about = kinds.find(({ ending }) => name.endsWith(ending))
    const arch = Object.keys(archs).find((one) => new RegExp(`[-_]${one}[.-]`).test(name))
    if (!about || !arch || !name.includes(version)) continue
    const path = join(folder, name)
    const { platform, kind } = about
    const { size } = await stat(path)
    const url = new URL(encodeURIComponent(name), baseUrl).href
    found.push({ platform, arch: archs[arch], kind, url, size, sha512: await sha512(path) })
  }
  return found
}

/** @param {string} path */
async function sha512(path) {
  const hash = createHash('sha512')
  for await (const part of createReadStream(path)) hash.update(part)
  return hash.digest('hex')
}
