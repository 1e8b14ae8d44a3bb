import type { LinkView } from '@contract/models'
import { CircleCheck } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounce } from '../../ui/Announcer'
import './links.css'

/** What was found in the pasted text. A link that arrived by itself needs no message. */
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
