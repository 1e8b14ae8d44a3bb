import type { LinkView } from '@contract/models'
import { CircleCheck } from 'lucide-react'
import { useEffect } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../shared/services'
import type { ScreenOf } from '../../stores/screens'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button } from '../../ui/Button'
import { Journey } from '../../ui/Journey'
import './links.css'

/** Someone else is signed in: the link is not used in their account, and no one is signed out unasked. */
export function LinkQuestion({ link }: ScreenOf<'link-question'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const who = useAppState((state) => state.session?.email ?? null) ?? t('linkQuestion.somebody')
  const stay = () => app.dismiss(link)
  const strong = <span className="strong breaks" />
  return (
    <Journey
      title={t('linkQuestion.title')}
      lead={
        <Trans
          i18nKey="linkQuestion.lead"
          values={{ who, email: link.maskedEmail }}
          components={{ who: strong, whose: strong }}
        />
      }
      onBack={stay}
    >
      <Found link={link} />
      <p className="link-question__what">{t('linkQuestion.what', { who })}</p>
      <Actions>
        <Button wide onClick={stay}>
          {t('linkQuestion.stay')}
        </Button>
        <Button wide kind="quiet" onClick={() => app.go({ name: 'new-password', link })}>
          {t('linkQuestion.go')}
        </Button>
      </Actions>
    </Journey>
  )
}

/** What was found in the pasted text. A link that arrived by itself needs no message. */
export function Found({ link: { found } }: { link: LinkView }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const text = found === 'arrived' ? null : t(`found.${found}`)
  useEffect(() => {
    if (text !== null) announce(text)
  }, [announce, text])

  if (text === null) return null
  return (
    <p className="found">
      <CircleCheck size={16} aria-hidden="true" />
      {text}
    </p>
  )
}
