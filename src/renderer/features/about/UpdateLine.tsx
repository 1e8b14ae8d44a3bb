import type { UpdatesView } from '@contract/program-models'
import type { TFunction } from 'i18next'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../shared/services'
import { useResource } from '../../shared/use-resource'
import { LinkButton } from '../../ui/LinkButton'
import './updates.css'

/** One quiet line when there is news about updates. It links to the details. */
export function UpdateLine() {
  const { t } = useTranslation('updates')
  const { api, app } = useServices()
  const { value, load } = useResource(api.updatesView)
  useEffect(() => api.onUpdatesChanged(() => void load()), [api, load])
  const words = value && wordsOf(t, value)
  if (!words) return null
  return (
    <p className="update-line">
      <LinkButton quiet onClick={() => app.go({ name: 'home', section: 'about' })}>
        {words}
      </LinkButton>
    </p>
  )
}

function wordsOf(t: TFunction<'updates'>, view: UpdatesView): string | null {
  const { host, mayChange, acknowledged, update } = view
  if (host !== null && mayChange && !acknowledged) return t('line.told')
  if (update === null || update.state === 'downloading') return null
  return t(`line.${update.state}`, { version: update.version })
}
