import type { Failure } from '@contract/channel'
import type { CopyField, SecretField } from '@contract/channels'
import { Eye } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../../i18n/hooks'
import { useServices } from '../../../shared/services'
import { useBusy } from '../../../ui/Button'
import { IconButton } from '../../../ui/IconButton'
import { LinkButton } from '../../../ui/LinkButton'
import { Row } from '../../../ui/Section'
import { PasswordText } from '../shared/PasswordText'
import { useVault } from '../shared/vault-context'
import './login-rows.css'

interface Props {
  id: string
  field: Exclude<SecretField, { kind: 'otp-secret' }>
  label: string
  /** The secret's name, for the labels of the buttons. */
  name: string
}

/** The same number of dots for every password, so that its length stays secret too. */
const dots = '•'.repeat(14)

/** A row that shows a password while its button is held. */
export function Secret({ id, field, label, name }: Props) {
  const { t } = useTranslation('vault')
  const failureText = useFailureText()
  const { text, failure, hint, holds } = useReveal(id, field)

  return (
    <Row
      label={label}
      action={
        <span className="secret__actions">
          <IconButton icon={Eye} label={t('hold.label', { what: name })} {...holds} />
          <CopyButton field={field} what={name} />
        </span>
      }
    >
      <span className="secret">
        {text !== null && <PasswordText text={text} />}
        {text === null && failure === null && !hint && (
          <>
            <span aria-hidden="true">{dots}</span>
            <span className="unseen">{t('hidden')}</span>
          </>
        )}
        {hint && <span className="secret__word">{t('hold.hint')}</span>}
      </span>
      <span className="secret__failure" role="alert">
        {failure !== null && failureText(failure)}
      </span>
    </Row>
  )
}

/** A shorter press counts as a tap, which shows a hint. */
const tapMs = 300
const hintMs = 2500

interface Shown {
  readonly text: string | null
  readonly failure: Failure | null
  /** The button was tapped, not held. */
  readonly hint: boolean
}
const hidden: Shown = { text: null, failure: null, hint: false }

/** A secret that is in the page only while a button is held, by pointer or by key. */
function useReveal(id: string, field: SecretField) {
  const { api } = useServices()
  const [shown, setShown] = useState(hidden)
  const held = useRef<{ since: number } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    const hide = () => {
      held.current = null
      setShown(hidden)
    }
    // Catches whatever ends the press without an event: another window, a lock.
    window.addEventListener('blur', hide)
    return () => {
      window.removeEventListener('blur', hide)
      clearTimeout(timer.current)
      held.current = null
    }
  }, [])

  async function start(): Promise<void> {
    if (held.current !== null) return
    clearTimeout(timer.current)
    const mine = { since: performance.now() }
    held.current = mine
    const answer = await api.vaultReveal({ id, field })
    if (held.current !== mine) return
    setShown(answer.ok ? { ...hidden, text: answer.value.text } : { ...hidden, failure: answer })
  }

  function stop(): void {
    if (held.current === null) return
    const hint = performance.now() - held.current.since < tapMs
    held.current = null
    setShown((now) => ({ ...hidden, failure: now.failure, hint: hint && now.failure === null }))
    timer.current = setTimeout(() => setShown(hidden), hintMs)
  }

  const isKey = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter'
  return {
    ...shown,
    holds: {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        void start()
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onBlur: stop,
      onKeyDown(event: KeyboardEvent) {
        if (!isKey(event)) return
        event.preventDefault()
        if (!event.repeat) void start()
      },
      onKeyUp(event: KeyboardEvent) {
        if (isKey(event)) stop()
      },
    },
  }
}

/** Main does the copying: the copied value never reaches the page. */
export function CopyButton({ field, what }: { field: CopyField; what: string }) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const { busy, run } = useBusy()
  return (
    <LinkButton
      busy={busy}
      aria-label={t('copyWhat', { what })}
      onClick={() => run(() => vault.copy(field))}
    >
      {t('copy')}
    </LinkButton>
  )
}
