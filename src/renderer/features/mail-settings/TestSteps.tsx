import type { MailStep } from '@contract/mail-models'
import { CircleCheck, CircleDashed, CircleX, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'

const icons = {
  ok: CircleCheck,
  failed: CircleX,
  'not-reached': CircleDashed,
} satisfies Record<MailStep['state'], LucideIcon>

/** The conversation with the server; its own words only where it stopped. */
export function TestSteps({ steps, pinned }: { steps: readonly MailStep[]; pinned: boolean }) {
  const { t } = useTranslation('mailSettings')
  return (
    <ol className="test-result__steps" aria-label={t('test.title')}>
      {steps.map(({ name, state, answer }) => {
        const Icon = icons[state]
        const done =
          name === 'encrypted' && pinned ? t('test.encryptedPinned') : t(`test.steps.${name}`)
        const text = state === 'failed' ? t(`test.stopped.${name}`) : done
        return (
          <li key={name} className="test-result__step" data-state={state}>
            <Icon size={16} aria-hidden="true" />
            <div>
              <span className="unseen">{t(`test.state.${state}`)} </span>
              {text}
              {state === 'failed' && answer !== null && (
                <p className="test-result__answer">
                  {t('test.said')} <q>{answer}</q>
                </p>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
