import type { WayIn } from '@contract/channels'
import type { BackupView, RestorePreview } from '@contract/safety-models'
import { useState } from 'react'
import { OpenBackup } from './OpenBackup'
import { RestorePlan } from './RestorePlan'

interface Props {
  backup: BackupView
  onClose: () => void
  onRestored: () => void
}

interface Opened {
  readonly by: WayIn | null
  readonly preview: RestorePreview
}

/** Open it, read what would change, then say so with the password. */
export function Restore({ backup, onClose, onRestored }: Props) {
  const [opened, setOpened] = useState<Opened | null>(null)
  if (opened === null) {
    return (
      <OpenBackup
        backup={backup}
        onClose={onClose}
        onOpened={(by, preview) => setOpened({ by, preview })}
      />
    )
  }
  return (
    <RestorePlan
      backup={backup}
      by={opened.by}
      preview={opened.preview}
      onClose={onClose}
      onRestored={onRestored}
    />
  )
}
