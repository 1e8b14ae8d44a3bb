import type { DeviceKeyView } from '@contract/safety-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { useResource } from '../../app/use-resource'
import { Waiting } from '../../app/Waiting'
import { Block } from '../../ui/Block'
import { Button } from '../../ui/Button'
import { Row, Rows } from '../../ui/Rows'
import { Tag } from '../../ui/Tag'
import { DeviceKeyDialog } from './DeviceKeyDialog'

/** Whether a reset by mail would keep the entries on this computer, and the choice about it. */
export function DeviceKeyBlock({ onDone }: { onDone: (text: string) => void }) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const { value, failure, load, put } = useResource(api.deviceKeyView)
  const [open, setOpen] = useState(false)
  const demo = useAppState((state) => state.profile === 'demo') === true

  const done = (view: DeviceKeyView) => {
    setOpen(false)
    put(view)
    onDone(t(view.ready ? 'deviceKey.doneReady' : 'deviceKey.doneNot'))
  }
  return (
    <Block title={t('deviceKey.title')} lead={t('deviceKey.lead')}>
      {value === null ? (
        <Waiting failure={failure} onRetry={load} />
      ) : (
        <Rows>
          <Row
            label={t('deviceKey.row')}
            action={
              <Button
                kind="quiet"
                small
                aria-label={t('deviceKey.change')}
                onClick={() => setOpen(true)}
              >
                {t('deviceKey.changeShort')}
              </Button>
            }
          >
            <Tag tone={value.ready ? 'ok' : 'warn'}>
              {t(value.ready ? 'deviceKey.kept' : 'deviceKey.sealed')}
            </Tag>{' '}
            {t(demo && value.ready ? 'deviceKey.stateDemo' : stateOf(value))}
          </Row>
        </Rows>
      )}
      {open && value !== null && (
        <DeviceKeyDialog view={value} onClose={() => setOpen(false)} onDone={done} />
      )}
    </Block>
  )
}

function stateOf({ keep, protected: isProtected, ready }: DeviceKeyView) {
  if (keep === 'never') return 'deviceKey.stateNever'
  if (!isProtected) return keep === 'always' ? 'deviceKey.stateAlways' : 'deviceKey.stateNoKeychain'
  return ready ? 'deviceKey.stateProtected' : 'deviceKey.stateNotYet'
}
