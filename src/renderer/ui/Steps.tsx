import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import './steps.css'

interface Props {
  label: string
  steps: readonly { readonly state: 'done' | 'now' | 'next'; readonly text: ReactNode }[]
}

/** Shows the current step. */
export function Steps({ label, steps }: Props) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <ol className="steps" aria-label={label}>
      {steps.map(({ state, text }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps are fixed, also in their order
          key={`${id}-${index}`}
          className="steps__step"
          data-state={state}
          aria-current={state === 'now' ? 'step' : undefined}
        >
          <span className="steps__dot" />
          <span>
            {state === 'done' && <span className="unseen">{t('stepDone')} </span>}
            {text}
          </span>
        </li>
      ))}
    </ol>
  )
}
