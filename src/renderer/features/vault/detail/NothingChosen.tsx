import { entryKinds } from '@contract/entry-kinds'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useServices } from '../../../shared/services'
import { createResource } from '../../../stores/resource'
import { Button } from '../../../ui/Button'
import { Kbd } from '../../../ui/Kbd'
import { LinkButton } from '../../../ui/LinkButton'
import { Note } from '../../../ui/Note'
import { newShortcuts, useKeys } from '../shared/shortcuts'
import { useVault } from '../shared/vault-context'
import './detail-pane.css'

/** What to do when no entry is selected: create one, or select one. */
export function NothingChosen() {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const keys = useKeys()
  const overview = useStore(vault.overview.store, (model) => model.value)
  if (overview === null || !overview.ready) return null
  const { counts, damaged } = overview
  if (counts.all === 0 && counts.trash === 0 && damaged === 0) return <EmptyVault />

  return (
    <div className="nothing-chosen">
      <p>{t('choose.what')}</p>
      <ul>
        {entryKinds.map((kind) => (
          <li key={kind}>
            <LinkButton onClick={() => void vault.create(kind)}>{t(`new.${kind}`)}</LinkButton>
            <Kbd keys={keys(newShortcuts[kind]).shown} />
          </li>
        ))}
        <li>
          <LinkButton onClick={() => vault.showDialog('generator')}>{t('new.password')}</LinkButton>
          <Kbd keys={keys('generator').shown} />
        </li>
        <li>
          <LinkButton onClick={() => vault.showDialog('shortcuts')}>
            {t('shortcuts.title')}
          </LinkButton>
          <Kbd keys={keys('help').shown} />
        </li>
      </ul>
    </div>
  )
}

/** A friendly start: create a login, or import from another program. */
function EmptyVault() {
  const { t } = useTranslation('vault')
  const { api, app } = useServices()
  const vault = useVault()
  const [recovery] = useState(() => createResource(api.recoveryView))
  const code = useStore(recovery.store, (model) => model.value)
  useEffect(() => void recovery.load(), [recovery])

  return (
    <div className="empty-vault">
      <h2>{t('first.title')}</h2>
      <p>{t('first.what')}</p>
      <div className="empty-vault__actions">
        <Button onClick={() => void vault.create('login')}>{t('first.login')}</Button>
        <Button kind="quiet" onClick={() => app.go({ name: 'home', section: 'data' })}>
          {t('first.import')}
        </Button>
      </div>
      <LinkButton quiet onClick={() => void vault.create('note')}>
        {t('first.note')}
      </LinkButton>
      {code !== null && code.madeAt === null && (
        <Note tone="info" title={t('first.codeTitle')}>
          <p>{t('first.codeWhat')}</p>
          <LinkButton onClick={() => app.go({ name: 'home', section: 'security' })}>
            {t('first.code')}
          </LinkButton>
        </Note>
      )}
    </div>
  )
}
