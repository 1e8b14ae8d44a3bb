import type { AccountHome } from '@contract/models'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../shared/services'
import { PasswordDialog } from '../password/DialogForm'
import './account.css'

interface Props {
  home: AccountHome
  onClose: () => void
}

export function DeleteAccount({ home, onClose }: Props) {
  const { t } = useTranslation()
  const { app } = useServices()
  return (
    <PasswordDialog
      title={t('delete.title')}
      submit={t('delete.submit')}
      busy={t('delete.busy')}
      cancel={t('delete.keep')}
      danger
      onClose={onClose}
      send={app.deleteAccount}
      lead={
        <>
          <p>{t('delete.lead', { email: home.email })}</p>
          <ul className="delete-account">
            <li>{t('delete.vault')}</li>
            <li>{t('delete.links')}</li>
            <li>{t('delete.activity')}</li>
            {home.role === 'owner' && <li>{t('delete.owner')}</li>}
          </ul>
        </>
      }
    />
  )
}
