import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { LinkButton } from '../../../ui/LinkButton'
import { useVault } from '../vault-context'
import './list-empty.css'

/** A list without lines says why, and what to do. */
export function ListEmpty() {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const shown = useStore(vault.list.store, (model) => model.shown)
  if (shown === null) return null
  const { text, view, tag } = shown

  if (text !== '') {
    return (
      <div className="list-empty">
        <p className="strong breaks">{t('empty.search', { text })}</p>
        <p>{t('empty.searchWhat')}</p>
        <LinkButton onClick={() => void vault.search('').then(() => vault.focus('search'))}>
          {t('search.clear')}
        </LinkButton>
      </div>
    )
  }
  if (tag !== null) {
    return (
      <div className="list-empty">
        <p className="breaks">{t('empty.tag', { tag })}</p>
        <LinkButton onClick={() => void vault.show('all')}>{t('empty.showAll')}</LinkButton>
      </div>
    )
  }
  return (
    <div className="list-empty">
      <p>{t(`empty.${view}`)}</p>
    </div>
  )
}
