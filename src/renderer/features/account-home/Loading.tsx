import type { Failure } from '@contract/result'
import { useTranslation } from 'react-i18next'
import { useArrival } from '../../app/arrival'
import { useFailureText } from '../../app/use-failure'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { Progress } from '../../ui/Progress'
import { Section } from '../../ui/Section'
import './loading.css'

interface Props {
  title: string
  failure: Failure | null
  onRetry: () => unknown
}

/** A section whose facts are not there yet, or could not be had. */
export function Loading({ title, failure, onRetry }: Props) {
  const { t } = useTranslation()
  const failureText = useFailureText()
  useArrival(failure !== null)
  return (
    <Section title={title}>
      <div className="loading">
        {failure === null ? (
          <Progress label={t('loading')} />
        ) : (
          <>
            <Note tone="bad" live="alert">
              {failureText(failure)}
            </Note>
            <div className="loading__retry">
              <Button kind="quiet" onClick={onRetry}>
                {t('tryAgain')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Section>
  )
}
