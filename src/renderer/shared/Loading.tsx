import type { Failure } from '@contract/channel'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../i18n/hooks'
import { Actions, Button } from '../ui/Button'
import { Note } from '../ui/Note'
import { Section } from '../ui/Section'
import { Progress } from '../ui/Spinner'
import { useLoaded } from './LoadTogether'
import './loading.css'

interface Props {
  title: string
  failure: Failure | null
  onRetry: () => unknown
}

/** A section whose data is loading or couldn't be loaded. */
export function Loading({ title, failure, onRetry }: Props) {
  const { t } = useTranslation()
  const failureText = useFailureText()
  useLoaded(failure !== null)
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

interface WaitingProps {
  failure: Failure | null
  onRetry: () => unknown
}

/** Shown in place of data that is loading or couldn't be loaded. */
export function Waiting({ failure, onRetry }: WaitingProps) {
  const { t } = useTranslation()
  const failureText = useFailureText()
  if (failure === null) return <Progress label={t('loading')} />
  return (
    <>
      <Note tone="bad" live="alert">
        {failureText(failure)}
      </Note>
      <Actions layout="row">
        <Button kind="quiet" small onClick={onRetry}>
          {t('tryAgain')}
        </Button>
      </Actions>
    </>
  )
}
