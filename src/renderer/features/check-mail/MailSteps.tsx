import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format'
import { Steps } from '../../ui/Steps'

interface Props {
  askedAt: number
  /** What the mail's link leads to. */
  next: string
}

export function MailSteps({ askedAt, next }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Steps
      label={t('checkMail.steps')}
      steps={[
        {
          state: 'done',
          text: (
            <>
              {t('checkMail.asked')}
              <span className="muted"> · {format.time(askedAt)}</span>
            </>
          ),
        },
        { state: 'now', text: t('checkMail.open') },
        { state: 'next', text: next },
      ]}
    />
  )
}
