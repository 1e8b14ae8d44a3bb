import { useTranslation } from 'react-i18next'
import { useVault } from '../vault-context'
import './entry-tags.css'

/** Each leads to the other entries that have it. */
export function EntryTags({ tags }: { tags: readonly string[] }) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  return (
    <ul className="entry-tags" aria-label={t('field.tags')}>
      {tags.map((tag) => (
        <li key={tag}>
          <button
            type="button"
            className="entry-tags__tag"
            title={t('tagShow', { tag })}
            onClick={() => void vault.show('all', tag)}
          >
            {tag}
          </button>
        </li>
      ))}
    </ul>
  )
}
