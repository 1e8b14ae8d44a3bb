import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounce } from '../../ui/Announcer'
import { Note } from '../../ui/Note'
import { Section } from '../../ui/Section'
import { DeviceKeyBlock } from './DeviceKeyBlock'
import { LockBlock } from './LockBlock'
import { RecoveryBlock } from './RecoveryBlock'
import { SealedBlock } from './SealedBlock'

/** Unlock methods, sealed vaults, and when the vault locks. */
export function Security() {
  const { t } = useTranslation(['safety', 'app'])
  const announce = useAnnounce()
  const [message, setMessage] = useState<string>()
  const say = (text: string) => {
    setMessage(text)
    announce(text)
  }
  return (
    <Section title={t('app:home.security')} lead={t('security.lead')}>
      {message !== undefined && <Note tone="ok">{message}</Note>}
      <SealedBlock onDone={say} />
      <RecoveryBlock onDone={say} />
      <DeviceKeyBlock onDone={say} />
      <LockBlock />
    </Section>
  )
}
