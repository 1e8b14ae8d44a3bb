import { useTranslation } from 'react-i18next'
import { Progress } from '../../ui/Progress'
import './starting.css'

/** Empty for 300 ms: usually the first screen is there before. */
export function Starting() {
  const { t } = useTranslation()
  return (
    <main className="starting">
      <h1 className="unseen">{t('brand')}</h1>
      <Progress label={t('starting')} />
    </main>
  )
}
