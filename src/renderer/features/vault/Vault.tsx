import type { AccountHome } from '@contract/models'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Heading } from '../../ui/Heading'
import { DetailPane } from './detail/DetailPane'
import { GeneratorDialog } from './generator/GeneratorDialog'
import { ListPane } from './list/ListPane'
import { ShortcutsDialog } from './ShortcutsDialog'
import { useShortcuts } from './shared/shortcuts'
import { Toast } from './shared/Toast'
import { useVault, useVaultModel } from './shared/vault-context'
import './vault.css'

/** The vault: list and detail. @param home null until the account's facts are known */
export function Vault({ home }: { home: AccountHome | null }) {
  const { t } = useTranslation(['vault', 'app'])
  const vault = useVault()
  const pane = useVaultModel((model) => model.pane)
  const dialog = useVaultModel((model) => model.dialog)
  const { view, tag } = useStore(vault.list.store, (model) => model.query)
  useShortcuts()

  const label = tag ?? t(`view.${view}`)
  return (
    <main className="vault" data-pane={pane}>
      {/* Visible in the side panel; here for people who navigate by headings. */}
      <div className="unseen">
        <Heading title={t('app:home.vault')}>{label}</Heading>
      </div>
      <ListPane label={label} home={home} />
      <DetailPane />
      <Toast />
      {dialog === 'generator' && <GeneratorDialog onClose={() => vault.showDialog(null)} />}
      {dialog === 'shortcuts' && <ShortcutsDialog />}
    </main>
  )
}
