import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFormat } from '../../../i18n/use-format'
import { useAnnounce } from '../../../ui/Announcer'
import { useSecondsLeft } from '../../../ui/use-now'
import { useVault } from '../vault-context'
import { useToastWords } from './use-toast-words'
import './copied-here.css'

/** The same inside a dialog, outside of which nothing is heard and little is seen. */
export function CopiedHere() {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const announce = useAnnounce()
  const format = useFormat()
  const words = useToastWords()
  const toast = useStore(vault.toasts.store, (model) => model.toast)
  const [before] = useState(toast?.turn)
  const what = toast?.turn === before ? undefined : toast?.what
  const told = what?.kind === 'copied' || what?.kind === 'failed' ? what : null
  const left = useSecondsLeft(told?.kind === 'copied' ? told.clearsAt : null)

  const say = useEffectEvent(() => {
    if (told === null) return
    const clears = left > 0 ? ` ${t('toast.clears', { time: format.duration(left) })}` : ''
    announce(`${words(told)}${clears}`)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once for each
  useEffect(() => say(), [toast?.turn])

  const over = told?.kind === 'copied' && left === 0
  return (
    <p className="copied-here" data-tone={told?.kind === 'failed' ? 'bad' : 'ok'}>
      {told !== null && !over && words(told)}
      {left > 0 && ` ${t('toast.clears', { time: t('seconds', { left }) })}`}
    </p>
  )
}
