import type { DemoMail } from '@contract/models'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { MailboxActions } from './store'
import { shortTime, t } from './texts'
import './mail-list.css'

interface Props {
  mails: readonly DemoMail[]
  chosenId: string | null
  read: ReadonlySet<string>
  store: MailboxActions
}

const moves: Readonly<Record<string, (store: MailboxActions) => void>> = {
  ArrowDown: (store) => store.step(1),
  ArrowUp: (store) => store.step(-1),
  Home: (store) => store.jump('first'),
  End: (store) => store.jump('last'),
}

const optionId = (id: string) => `mail-${id}`

/** A single tab stop; arrows, Home and End choose an email (WAI-ARIA listbox). */
export function MailList({ mails, chosenId, read, store }: Props) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.focus(), [])
  useEffect(() => {
    if (chosenId) document.getElementById(optionId(chosenId))?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])

  const press = (event: KeyboardEvent) => {
    const move = moves[event.key]
    if (move === undefined) return
    event.preventDefault()
    move(store)
  }

  return (
    <div
      ref={list}
      className="mail-list"
      role="listbox"
      tabIndex={0}
      aria-label={t('mails')}
      aria-activedescendant={chosenId ? optionId(chosenId) : undefined}
      onKeyDown={press}
    >
      {mails.map((mail) => (
        <Item
          key={mail.id}
          mail={mail}
          chosen={mail.id === chosenId}
          unread={!read.has(mail.id)}
          onChoose={() => store.choose(mail.id)}
        />
      ))}
    </div>
  )
}

/** `"Latchkey" <latchkey@demo.invalid>` becomes `Latchkey`. */
function senderName(from: string): string {
  return /^"?([^"<]+?)"?\s*</.exec(from)?.[1] ?? from
}

interface ItemProps {
  mail: DemoMail
  chosen: boolean
  unread: boolean
  onChoose: () => void
}

function Item({ mail, chosen, unread, onChoose }: ItemProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the surrounding list handles the keys
    <div
      id={optionId(mail.id)}
      className="mail-item"
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      data-unread={unread || undefined}
      onClick={onChoose}
    >
      <span className="mail-item-line">
        <span className="mail-item-name">{senderName(mail.from)}</span>
        <time className="muted" dateTime={new Date(mail.at).toISOString()}>
          {shortTime(mail.at)}
        </time>
      </span>
      <span className="mail-item-subject">{mail.subject || t('noSubject')}</span>
      <span className="mail-item-to">{mail.to}</span>
      {unread && <span className="unseen">{t('unread')}</span>}
    </div>
  )
}
