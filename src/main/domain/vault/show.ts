import type { CopyField, SecretField } from '@contract/vault-channels'
import type { Copier } from '../clipboard'
import type { EntryContent } from '../entry'
import { DomainFailure } from '../failure'
import type { EntryId } from '../ids'
import type { Ports } from '../ports'
import type { UseCases } from '../use-cases'
import { webAddress } from './listed'
import type { Vaults } from './open-vault'

type Needs = Pick<Ports, 'clock' | 'desktop' | 'log' | 'oneTimeCodes'> & {
  readonly copier: Copier
  readonly openVault: Vaults
}
type SecretPart = SecretField | { readonly kind: 'otp-code' }
type Show = Pick<UseCases<'vault'>, 'reveal' | 'copy' | 'otp' | 'openUrl'>

/**
 * Shows, copies and opens what an entry holds, one value at a time.
 *
 * @throws DomainFailure ENTRY_GONE, ENTRY_DAMAGED, BAD_REQUEST for a value that it doesn't have
 */
export function showUseCases(deps: Needs): Show {
  const { clock, oneTimeCodes } = deps

  /** A full disk is no reason to withhold a password. */
  function used(id: EntryId): void {
    try {
      deps.openVault.current().change([id], (content) => ({ ...content, usedAt: clock.now() }))
    } catch (error) {
      deps.log.error('when an entry was used could not be kept', error)
    }
  }

  function secretOf(id: EntryId, field: SecretPart): string {
    const { secret } = deps.openVault.current().entry(id)
    if (field.kind === 'password') return secret.password
    if (field.kind === 'history') return secret.history[field.index] ?? ''
    if (secret.otp === '') return ''
    if (field.kind === 'otp-secret') return oneTimeCodes.secret(secret.otp)
    return oneTimeCodes.code(secret.otp, clock.now()).code
  }

  function fieldOf(id: EntryId, field: CopyField): string {
    switch (field.kind) {
      case 'notes':
        return deps.openVault.current().content(id).notes
      case 'username':
        return login(deps.openVault.current().content(id))?.username ?? ''
      case 'url':
        return login(deps.openVault.current().content(id))?.urls[field.index] ?? ''
      case 'history':
        return secretOf(id, field)
      default:
        return secretOf(id, { kind: field.kind })
    }
  }

  return {
    reveal({ id, field }) {
      const text = present(secretOf(id as EntryId, field))
      used(id as EntryId)
      return { text }
    },
    copy({ id, field }) {
      const copied = deps.copier.copy(present(fieldOf(id as EntryId, field)))
      used(id as EntryId)
      return copied
    },
    otp({ id }) {
      const { secret } = deps.openVault.current().entry(id as EntryId)
      return oneTimeCodes.code(present(secret.otp), clock.now())
    },
    /** @throws DomainFailure URL_REFUSED if it isn't a web address */
    openUrl({ id, index }) {
      const content = deps.openVault.current().content(id as EntryId)
      const url = webAddress(present(login(content)?.urls[index] ?? ''))
      if (url === null) throw new DomainFailure('URL_REFUSED')
      deps.desktop.openInBrowser(url.href)
      used(id as EntryId)
      return null
    },
  }
}

const login = (content: EntryContent) => (content.kind === 'login' ? content : null)

function present(text: string): string {
  if (text === '') throw new DomainFailure('BAD_REQUEST')
  return text
}
