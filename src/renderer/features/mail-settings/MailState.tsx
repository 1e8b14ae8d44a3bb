import type { MailSettingsView } from '@contract/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'

interface Props {
  view: MailSettingsView
  changed: boolean
  /** What has just been done. */
  said: string | undefined
  /** Null while that is not to be done: what is being saved is not taken back. */
  onDiscard: (() => void) | null
}

/** How things stand: what was just done, what is not saved yet, or whether mail is known to work. */
export function MailState({ view, changed, said, onDiscard }: Props) {
  const { t } = useTranslation('mailSettings')
  const format = useFormat()
  if (said !== undefined) return <Note tone="ok">{said}</Note>
  if (changed) {
    return (
      <p className="mail-settings__line">
        {t('state.changed')}{' '}
        {onDiscard !== null && <LinkButton onClick={onDiscard}>{t('state.discard')}</LinkButton>}
      </p>
    )
  }
  if (!view.configured) return null
  return (
    <p className="mail-settings__line">
      {view.provenAt === null
        ? t('state.saved')
        : t('state.proven', { when: format.moment(view.provenAt) })}
    </p>
  )
}
