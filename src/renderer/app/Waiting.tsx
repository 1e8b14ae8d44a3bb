import type { Failure } from '@contract/result'
import { useTranslation } from 'react-i18next'
import { Actions } from '../ui/Actions'
import { Button } from '../ui/Button'
import { Note } from '../ui/Note'
import { Progress } from '../ui/Progress'
import { useFailureText } from './use-failure'

interface Props {
  failure: Failure | null
  onRetry: () => unknown
}

/** In the place of facts that are not there yet, or could not be had. */
export function Waiting({ failure, onRetry }: Props) {
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
