import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useServices } from '../../../app/services'
import { createResource } from '../../../stores/resource'
import { Button } from '../../../ui/Button'
import { LinkButton } from '../../../ui/LinkButton'
import { Note } from '../../../ui/Note'
import { useVault } from '../vault-context'
import './empty-vault.css'

/** A friendly start: the first login, or all of them from another program. */
export function EmptyVault() {
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
