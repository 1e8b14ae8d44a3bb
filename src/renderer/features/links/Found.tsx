import type { LinkView } from '@contract/models'
import { CircleCheck } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounce } from '../../ui/Announcer'
import './links.css'

/** What was made of a paste. A link that came by itself needs no words. */
export function Found({ link: { found } }: { link: LinkView }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const text = found === 'arrived' ? null : t(`found.${found}`)
  useEffect(() => {
    if (text !== null) announce(text)
  }, [announce, text])

  if (text === null) return null
  return (
    <p className="found">
      <CircleCheck size={16} aria-hidden="true" />
      {text}
    </p>
  )
}
