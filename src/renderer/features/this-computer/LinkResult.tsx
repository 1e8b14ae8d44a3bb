import type { LinkHealth } from '@contract/desktop-models'
import { useTranslation } from 'react-i18next'
import { Note } from '../../ui/Note'
import { seconds } from './seconds'

/** What became of the test, in plain words; before one, only what is wrong already. */
export function LinkResult({ health, owner }: { health: LinkHealth; owner: boolean }) {
  const { t, i18n } = useTranslation('computer')
  const { handler, test } = health
  if (test?.state === 'arrived') {
    const time = seconds(test.tookMs ?? 0, i18n.language)
    return (
      <Note tone={test.inFront && !test.late ? 'ok' : 'warn'} live="status">
        <p>{t(test.late ? 'links.arrivedLate' : 'links.arrived', { time })}</p>
        <p>{t(test.inFront ? 'links.inFront' : 'links.behind')}</p>
      </Note>
    )
  }
  const wrong = handler.state === 'none' || handler.state === 'other'
  if (!wrong && (test === null || test.state === 'waiting')) return null
  return (
    <Note tone="warn" live="status">
      <p>
        {test?.state === 'missing'
          ? t('links.missing')
          : t(`links.wrong.${handler.state}`, { program: handler.program ?? '' })}
      </p>
      {wrong && test !== null && <p>{t('links.notSent')}</p>}
      <p>{t('links.meanwhile')}</p>
      {!owner && <p>{t('links.repairOwner')}</p>}
    </Note>
  )
}
