import type { LinkView } from '@contract/models'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Actions } from '../../ui/Actions'
import { Note } from '../../ui/Note'
import { Renew } from './Renew'

interface Props {
  link: LinkView
  /** The way on where there is nothing to renew, or it was done without leaving the screen. */
  children: ReactNode
}

/** A new mail in the place of a link whose time ran out while its form was open. */
export function RenewHere({ link, children }: Props) {
  const { t } = useTranslation()
  const [renewed, setRenewed] = useState<'no' | 'done' | 'gone'>('no')
  return (
    <>
      {renewed === 'done' && (
        <Note tone="ok" live="status">
          {t('linkProblem.renewed')}
        </Note>
      )}
      {renewed === 'gone' && (
        <Note tone="info" live="status">
          {t('linkEnded.gone')}
        </Note>
      )}
      <Actions>
        {renewed === 'no' && (
          <Renew link={link} onDone={() => setRenewed('done')} onGone={() => setRenewed('gone')} />
        )}
        {children}
      </Actions>
    </>
  )
}
