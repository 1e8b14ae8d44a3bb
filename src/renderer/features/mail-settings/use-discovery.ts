import type { MailDiscovery, MailProvider } from '@contract/mail-models'
import type { Failure } from '@contract/result'
import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { atProvider, isPort, type MailForm, ownServer } from './mail-form'

/** Looks for the server by what is typed, and fills in what was found. Nothing is saved or sent. */
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

/** A server that was typed comes first; its port counts unless it is one of the usual ones. */
function wanted({ provider, host, port, fromAddress }: MailForm): string {
  if (provider !== ownServer || host.trim() === '') return fromAddress.trim()
  const usual = ['25', '465', '587'].includes(port.trim())
  return usual || !isPort(port) ? host.trim() : `${host.trim()}:${port.trim()}`
}
