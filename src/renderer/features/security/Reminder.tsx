import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import './reminder.css'

/** A gentle word that can be sent away. */
export function Reminder({ text }: { text: string }) {
  const { t } = useTranslation('safety')
  const [gone, setGone] = useState(false)
  if (gone) return null
  return (
    <Note tone="info">
      <p className="reminder">
        <span>{text}</span>
        <LinkButton quiet onClick={() => setGone(true)}>
          {t('recovery.dismiss')}
        </LinkButton>
      </p>
    </Note>
  )
}
