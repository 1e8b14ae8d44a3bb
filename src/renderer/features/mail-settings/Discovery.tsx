import type { Failure } from '@contract/channel'
import type { MailDiscovery, MailErrorCode, MailProvider } from '@contract/mail-models'
import type texts from '@locales/en/mail-settings.json'
import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { Note } from '../../ui/Note'
import { atProvider, isPort, type MailForm, ownServer } from './mail-form'

interface Props {
  found: MailDiscovery | null
  providers: readonly MailProvider[]
}

/** The result of looking for a server. */
export function Discovery({ found: discovery, providers }: Props) {
  const { t } = useTranslation(['mailSettings', 'app'])
  if (discovery === null) return null
  const { found, tried } = discovery
  if (found !== null) {
    const { host, port, security, provider, certificate } = found
    const name = providers.find(({ id }) => id === provider)?.name
    const how = { host, port, security: t(`app:mail.securities.${security}.label`) }
    const text = name === undefined ? t('foundServer', how) : t('found', { name })
    return (
      <Note tone={certificate ? 'warn' : 'ok'} live="status">
        {certificate ? t('foundCertificate', how) : text}
      </Note>
    )
  }
  return (
    <Note tone="warn" title={t('notFoundTitle')} live="status">
      <p>{t('notFound')}</p>
      <ul className="mail-settings__tried" aria-label={t('tried')}>
        {tried.map(({ host, port, security, code }) => (
          <li key={`${host} ${port} ${security}`}>
            {t('triedPlace', { host, port })}: {why(code)}
          </li>
        ))}
      </ul>
    </Note>
  )

  function why(code: MailErrorCode | null): string {
    return isListed(code) ? t(`why.${code}`) : t('why.other')
  }
}

/** Looks for the server using what is typed, and fills in the result. Nothing is saved or sent. */
export function useDiscovery(form: UseFormReturn<MailForm>, providers: readonly MailProvider[]) {
  const { t } = useTranslation('mailSettings')
  const { api } = useServices()
  const failureText = useFailureText()
  const [looking, setLooking] = useState(false)
  const [found, setFound] = useState<MailDiscovery | null>(null)

  function set(values: Partial<MailForm>): void {
    for (const [name, value] of Object.entries(values)) {
      form.setValue(name as keyof MailForm, value, { shouldDirty: true })
    }
  }

  function take(discovery: MailDiscovery): void {
    setFound(discovery)
    const provider = providers.find(({ id }) => id === discovery.found?.provider)
    if (provider !== undefined) set({ ...atProvider(provider), provider: provider.id })
    else if (form.getValues('provider') !== ownServer)
      set({ ...atProvider(null), provider: ownServer })
    if (provider !== undefined || discovery.found === null) return
    const { host, port, security } = discovery.found
    const user = form.getValues('user') || form.getValues('fromAddress')
    set({ host, port: String(port), security, user, pin: '' })
  }

  function fail(failure: Failure): void {
    const field = form.getValues('provider') === ownServer ? 'host' : 'fromAddress'
    form.setError(field, { message: failureText(failure) }, { shouldFocus: true })
  }

  async function find(): Promise<void> {
    const text = wanted(form.getValues())
    if (text === '') {
      form.setError('fromAddress', { message: t('findMissing') }, { shouldFocus: true })
      return
    }
    setLooking(true)
    setFound(null)
    form.clearErrors()
    const answer = await api.mailDiscover({ text })
    setLooking(false)
    if (answer.ok) take(answer.value)
    else fail(answer)
  }

  return { found, looking, find, forget: () => setFound(null) }
}

/** A typed server takes precedence; its port is included unless it is a usual one. */
function wanted({ provider, host, port, fromAddress }: MailForm): string {
  if (provider !== ownServer || host.trim() === '') return fromAddress.trim()
  const usual = ['25', '465', '587'].includes(port.trim())
  return usual || !isPort(port) ? host.trim() : `${host.trim()}:${port.trim()}`
}

type Listed = Exclude<keyof (typeof texts)['why'], 'other'>

const listed: readonly (MailErrorCode | null)[] = [
  'MAIL_HOST_NOT_FOUND',
  'MAIL_REFUSED',
  'MAIL_TIMEOUT',
  'MAIL_CERTIFICATE',
  'MAIL_NO_STARTTLS',
] satisfies readonly Listed[]

/** The common reasons why a server isn't found have short texts; the rest are rare. */
const isListed = (code: MailErrorCode | null): code is Listed => listed.includes(code)
