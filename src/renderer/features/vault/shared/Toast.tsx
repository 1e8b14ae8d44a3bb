import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFailureText, useFormat } from '../../../i18n/hooks'
import type { ToastEvent, Toast as Told } from '../../../stores/vault/toasts'
import { useAnnounce } from '../../../ui/Announcer'
import { IconButton } from '../../../ui/IconButton'
import { Kbd } from '../../../ui/Kbd'
import { LinkButton } from '../../../ui/LinkButton'
import { useSecondsLeft } from '../../../ui/use-now'
import { useKeys } from './shortcuts'
import { useVault } from './vault-context'
import './shared.css'

/** How long a toast is shown: longer if it has an undo button. */
const shownMs = 6000
const undoableMs = 12_000

/** What has just happened, at the lower edge: shown, announced, and undone if possible. */
export function Toast() {
  const vault = useVault()
  const toast = useStore(vault.toasts.store, (model) => model.toast)
  return toast === null ? null : <Shown key={toast.turn} toast={toast} />
}

function Shown({ toast }: { toast: Told }) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const announce = useAnnounce()
  const format = useFormat()
  const keys = useKeys()
  const words = useToastWords()
  const { what, undoable, turn } = toast
  const clearsAt = what.kind === 'copied' ? what.clearsAt : null
  const left = useSecondsLeft(clearsAt)
  const [held, setHeld] = useState(false)
  const failed = what.kind === 'failed'
  const over = clearsAt !== null && left === 0

  const say = useEffectEvent(() => {
    const more = [
      left > 0 && t('toast.clears', { time: format.duration(left) }),
      undoable && t('toast.undoKey', { keys: keys('undo').aria }),
    ]
    // A failure is announced as an alert.
    if (!failed) announce([words(what), ...more].filter(Boolean).join(' '))
  })
  useEffect(() => say(), [])

  // Stays while the pointer or the focus is on it.
  useEffect(() => {
    if (held || failed || clearsAt !== null) return
    const end = setTimeout(() => vault.toasts.dismiss(turn), undoable ? undoableMs : shownMs)
    return () => clearTimeout(end)
  }, [held, failed, clearsAt, undoable, turn, vault])
  useEffect(() => {
    if (over) vault.toasts.dismiss(turn)
  }, [over, turn, vault])

  const Icon = failed ? CircleAlert : CircleCheck
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps it on the screen
    <div
      className="toast"
      data-tone={failed ? 'bad' : 'ok'}
      role={failed ? 'alert' : undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={18} aria-hidden="true" />
      <p className="toast__words">
        {words(what)}
        {left > 0 && (
          <span className="toast__left">
            {' '}
            {t('toast.clears', { time: t('seconds', { left }) })}
          </span>
        )}
      </p>
      {undoable && (
        <>
          <LinkButton aria-keyshortcuts={keys('undo').aria} onClick={() => void vault.undo()}>
            {t('toast.undo')}
          </LinkButton>
          <Kbd keys={keys('undo').shown} />
        </>
      )}
      <IconButton icon={X} label={t('dismiss')} onClick={() => vault.toasts.dismiss(turn)} />
    </div>
  )
}

/** The same inside a dialog, because a toast outside it isn't read out and hardly visible. */
export function CopiedHere() {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const announce = useAnnounce()
  const format = useFormat()
  const words = useToastWords()
  const toast = useStore(vault.toasts.store, (model) => model.toast)
  const [before] = useState(toast?.turn)
  const what = toast?.turn === before ? undefined : toast?.what
  const shown = what?.kind === 'copied' || what?.kind === 'failed' ? what : null
  const left = useSecondsLeft(shown?.kind === 'copied' ? shown.clearsAt : null)

  const say = useEffectEvent(() => {
    if (shown === null) return
    const clears = left > 0 ? ` ${t('toast.clears', { time: format.duration(left) })}` : ''
    announce(`${words(shown)}${clears}`)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: announced once for each
  useEffect(() => say(), [toast?.turn])

  const over = shown?.kind === 'copied' && left === 0
  return (
    <p className="copied-here" data-tone={shown?.kind === 'failed' ? 'bad' : 'ok'}>
      {shown !== null && !over && words(shown)}
      {left > 0 && ` ${t('toast.clears', { time: t('seconds', { left }) })}`}
    </p>
  )
}

/** The sentence for what has happened. */
function useToastWords(): (what: ToastEvent) => string {
  const { t } = useTranslation('vault')
  const failureText = useFailureText()
  return (what) => {
    switch (what.kind) {
      case 'copied':
        return t(`toast.copied.${what.what}`)
      case 'failed':
        return failureText(what.failure)
      case 'import-undone':
        return what.kept === 0
          ? t('toast.importUndone', { count: what.removed })
          : t('toast.importUndoneKept', { count: what.removed, kept: what.kept })
      default:
        return t(`toast.${what.kind}`)
    }
  }
}
