import type { Merged, SealedVaultView } from '@contract/safety-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useResource } from '../../app/use-resource'
import { Waiting } from '../../app/Waiting'
import { useFormat } from '../../i18n/use-format'
import { Actions } from '../../ui/Actions'
import { Block } from '../../ui/Block'
import { Button } from '../../ui/Button'
import { Row, Rows } from '../../ui/Rows'
import { PasswordDialog } from '../password/PasswordDialog'
import { Reopen } from './Reopen'

type Open = { readonly what: 'reopen' | 'delete'; readonly vault: SealedVaultView }

/** Vaults that a reset could not open. Nothing is shown where there is none. */
export function SealedBlock({ onDone }: { onDone: (text: string) => void }) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const format = useFormat()
  const { value, failure, load } = useResource(api.sealedList)
  const [open, setOpen] = useState<Open | null>(null)

  const close = () => setOpen(null)
  const finish = (text: string) => {
    close()
    onDone(text)
    void load()
  }
  const merged = ({ added, duplicates, damaged, drafts }: Merged) =>
    finish(
      [
        t('sealed.added', { count: added }),
        drafts > 0 && t('sealed.drafts', { count: drafts }),
        duplicates > 0 && t('sealed.duplicates', { count: duplicates }),
        damaged > 0 && t('sealed.damaged', { count: damaged }),
      ]
        .filter(Boolean)
        .join(' '),
    )
  const remove = async (id: string, password: string) => {
    const answer = await api.sealedDelete({ id, password })
    if (!answer.ok) return answer
    finish(t('sealed.deleted'))
    return null
  }

  if (value?.length === 0 || (value === null && failure === null)) return null
  return (
    <Block title={t('sealed.title')} lead={t('sealed.lead')}>
      {value === null ? (
        <Waiting failure={failure} onRetry={load} />
      ) : (
        <Rows>
          {value.map((vault) => (
            <Row
              key={vault.id}
              label={t('sealed.row', { date: format.moment(vault.sealedAt) })}
              action={
                <Actions layout="row">
                  <Button small onClick={() => setOpen({ what: 'reopen', vault })}>
                    {t('sealed.open')}
                  </Button>
                  <Button kind="quiet" small onClick={() => setOpen({ what: 'delete', vault })}>
                    {t('sealed.delete')}
                  </Button>
                </Actions>
              }
            >
              {t('sealed.entries', { count: vault.entries })}
            </Row>
          ))}
        </Rows>
      )}
      {open?.what === 'reopen' && <Reopen vault={open.vault} onClose={close} onMerged={merged} />}
      {open?.what === 'delete' && (
        <PasswordDialog
          title={t('sealed.deleteTitle')}
          submit={t('sealed.deleteSubmit')}
          busy={t('sealed.deleting')}
          cancel={t('sealed.keep')}
          danger
          onClose={close}
          lead={<p>{t('sealed.deleteWhat', { count: open.vault.entries })}</p>}
          send={(password) => remove(open.vault.id, password)}
        />
      )}
    </Block>
  )
}
