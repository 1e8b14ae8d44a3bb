import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Kbd } from '../../../ui/Kbd'
import { LinkButton } from '../../../ui/LinkButton'
import { useKeys } from '../shortcuts/use-keys'
import { useVault } from '../vault-context'
import { EmptyVault } from './EmptyVault'
import './nothing-chosen.css'

/** What one can do when there is nothing to look at: begin, or choose. */
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
        <li>
          <LinkButton onClick={() => void vault.create('login')}>{t('new.login')}</LinkButton>
          <Kbd keys={keys('newLogin').shown} />
        </li>
        <li>
          <LinkButton onClick={() => void vault.create('note')}>{t('new.note')}</LinkButton>
          <Kbd keys={keys('newNote').shown} />
        </li>
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
