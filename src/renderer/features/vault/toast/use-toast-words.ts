import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../../app/use-failure'
import type { Happened } from '../../../stores/vault/toasts'

/** The sentence for what has happened. */
export function useToastWords(): (what: Happened) => string {
  const { t } = useTranslation('vault')
  const failureText = useFailureText()
  return (what) => {
    switch (what.kind) {
      case 'copied':
        return t(`toast.copied.${what.what}`)
      case 'failed':
        return failureText(what.failure)
      case 'import-undone':
        return what.kept === 0
          ? t('toast.importUndone', { count: what.removed })
          : t('toast.importUndoneKept', { count: what.removed, kept: what.kept })
      default:
        return t(`toast.${what.kind}`)
    }
  }
}
