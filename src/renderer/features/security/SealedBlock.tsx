import type { Merged, SealedVaultView } from '@contract/safety-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/hooks'
import { Waiting } from '../../shared/Loading'
import { useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import { useResource } from '../../shared/use-resource'
import { Actions, Button } from '../../ui/Button'
import { Block, Row, Rows } from '../../ui/Section'
import { DialogForm, PasswordDialog } from '../password/DialogForm'
import {
  toUnlockMethod,
  UnlockFields,
  unlockDefaults,
  unlockFields,
} from '../password/UnlockFields'

type Open = { readonly what: 'reopen' | 'delete'; readonly vault: SealedVaultView }

/** Sealed vaults. Shows nothing if there are none. */
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

interface Props {
  vault: SealedVaultView
  onClose: () => void
  onMerged: (merged: Merged) => void
}

/** Opens a sealed vault and moves its entries into the open one. */
function Reopen({ vault, onClose, onMerged }: Props) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const format = useFormat()
  const ways = { code: vault.hasCode, device: vault.hasDevice }
  const asking = useAsking({
    defaults: unlockDefaults(ways),
    at: unlockFields,
    async send(values) {
      const answer = await api.sealedReopen({ id: vault.id, by: toUnlockMethod(values) })
      if (!answer.ok) return answer
      onMerged(answer.value)
      return null
    },
  })
  const { register, control, formState } = asking.form
  return (
    <DialogForm
      asking={asking}
      title={t('sealed.openTitle')}
      submit={t('sealed.openSubmit')}
      busy={t('sealed.opening')}
      onClose={onClose}
      lead={<p className="muted">{t('sealed.openWhat', { count: vault.entries })}</p>}
    >
      <UnlockFields
        control={control}
        register={register}
        errors={formState.errors}
        ways={ways}
        passwordHint={t('wayIn.setOn', { date: format.date(vault.passwordChangedAt) })}
      />
    </DialogForm>
  )
}
