import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import type { ScreenOf } from '../../stores/screens'
import { Journey } from '../../ui/Journey'
import { PasteForm } from './PasteForm'

/** For a mail that is already there: asked for before the app was closed, or a newer one. */
export function PasteLink({ email }: ScreenOf<'paste-link'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  return (
    <Journey title={t('paste.title')} lead={t('paste.lead')} onBack={() => app.goHome()}>
      <PasteForm guess={email} />
    </Journey>
  )
}
