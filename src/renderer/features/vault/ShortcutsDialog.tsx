import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../../shared/services'
import { Dialog } from '../../ui/Dialog'
import { IconButton } from '../../ui/IconButton'
import { Kbd } from '../../ui/Kbd'
import { keyNames, type ShortcutId, useKeys } from './shared/shortcuts'
import { useVault } from './shared/vault-context'
import './shortcuts-dialog.css'

const groups = {
  everywhere: ['search', 'newLogin', 'newNote', 'generator', 'all', 'help'],
  entry: [
    'copyPassword',
    'copyUsername',
    'copyCode',
    'openUrl',
    'edit',
    'favourite',
    'trash',
    'undo',
  ],
  editing: ['save'],
} as const satisfies Record<string, readonly ShortcutId[]>

/** All shortcuts on one page. */
export function ShortcutsDialog() {
  const { t } = useTranslation(['vault', 'app'])
  const vault = useVault()
  const keys = useKeys()
  const platform = useAppState((state) => state.platform) ?? 'linux'
  const close = () => vault.showDialog(null)
  const fixed = {
    everywhere: [
      ['lock', keyNames({ key: 'l', mod: true }, platform)],
      ['moves', '↑ ↓'],
    ],
    entry: [
      ['enter', 'Enter'],
      ['back', 'Esc'],
    ],
    editing: [['leave', 'Esc']],
  } as const

  return (
    <Dialog wide title={t('shortcuts.title')} onClose={close}>
      <div className="shortcuts-dialog__close">
        <IconButton icon={X} label={t('app:close')} onClick={close} />
      </div>
      <div className="shortcuts-dialog">
        {(['everywhere', 'entry', 'editing'] as const).map((group) => (
          <section key={group} className="shortcuts-dialog__group">
            <h3>{t(`shortcuts.${group}`)}</h3>
            <dl>
              {groups[group].map((id) => (
                <div key={id} className="shortcuts-dialog__row">
                  <dt>{t(`shortcuts.${id}`)}</dt>
                  <dd>
                    {id === 'all' ? (
                      <Kbd keys={`${keys('all').shown} – 5`} />
                    ) : (
                      <Kbd keys={keys(id).shown} />
                    )}
                    <span className="unseen">{keys(id).aria}</span>
                  </dd>
                </div>
              ))}
              {fixed[group].map(([id, shown]) => (
                <div key={id} className="shortcuts-dialog__row">
                  <dt>{t(`shortcuts.${id}`)}</dt>
                  <dd>
                    <Kbd keys={shown} />
                    <span className="unseen">{shown}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
