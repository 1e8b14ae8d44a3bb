import { useTranslation } from 'react-i18next'
import { Note } from '../../ui/Note'
import { useSecondsLeft } from '../../ui/use-now'

/** Most mails are there within a minute; two, and somebody begins to wonder. */
const slowMs = 2 * 60_000

/**
 * A word to whoever still waits. It comes by the clock alone: what has become of the mail, or
 * whether there is one, it does not know.
 */
export function SlowMail({ askedAt }: { askedAt: number }) {
  const { t } = useTranslation()
  const slow = useSecondsLeft(askedAt + slowMs) === 0
  return (
    // Here from the beginning: a live region that comes with its text is not read.
    <div role="status">
      {slow && (
        <Note tone="info" title={t('checkMail.slowTitle')}>
          {t('checkMail.slow')}
        </Note>
      )}
    </div>
  )
}
