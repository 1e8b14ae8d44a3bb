import type { ResetOutcome } from '@contract/models'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'

interface Props {
  outcome: ResetOutcome
  /** Back to the question: there is a code that would keep them. */
  onCode: () => void
}

/** What will happen to the entries, read before the new password is typed. */
export function OutcomeNote({ outcome, onCode }: Props) {
  const { t } = useTranslation('safety')
  const count = outcome.entries
  switch (outcome.kind) {
    case 'kept':
    case 'kept-with-code':
      return (
        <Note tone="ok" title={t('outcome.keptTitle', { count })}>
          {t(`outcome.${outcome.kind}`)}
        </Note>
      )
    case 'sealed':
      return (
        <Note tone="warn" title={t('outcome.sealedTitle')}>
          <p>{t(outcome.codeExists ? 'outcome.sealedByCode' : 'outcome.sealed', { count })}</p>
          {outcome.codeExists && <p>{t('outcome.codeEnds')}</p>}
          {outcome.codeExists && <LinkButton onClick={onCode}>{t('outcome.enterCode')}</LinkButton>}
        </Note>
      )
    case 'empty':
      return (
        <Note tone="info">
          <p>{t('outcome.empty')}</p>
          {outcome.codeExists && <p>{t('outcome.codeEndsEmpty')}</p>}
        </Note>
      )
  }
}
