import type { MailProvider } from '@contract/mail-models'
import { useTranslation } from 'react-i18next'
import { Note } from '../../ui/Note'

/** What the provider wants before it takes mail. The address is to be typed: nothing opens. */
export function ProviderNote({ provider: { name, note, help } }: { provider: MailProvider }) {
  const { t } = useTranslation('mailSettings')
  if (note === null) return null
  return (
    <Note tone="info">
      <p>{t(`note.${note}`, { name })}</p>
      {help !== null && (
        <p>
          {t(`help.${note}`)} <span className="mail-settings__address">{help}</span>
        </p>
      )}
    </Note>
  )
}
