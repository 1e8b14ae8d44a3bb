import { useTranslation } from 'react-i18next'
import { useServices } from '../../shared/services'
import { useResource } from '../../shared/use-resource'
import { Actions, Button } from '../../ui/Button'
import { Block, Section } from '../../ui/Section'
import { UpdatesBlock } from './UpdatesBlock'

/** The app's version, its updates, and how it is doing. */
export function About() {
  const { t } = useTranslation(['updates', 'app', 'diagnostics'])
  const { api, app } = useServices()
  const updates = useResource(api.updatesView)
  const version = updates.value?.version
  return (
    <Section
      title={t('app:home.about')}
      lead={version === undefined ? undefined : t('about.lead', { version })}
    >
      <UpdatesBlock resource={updates} />
      <Block title={t('diagnostics:title')} lead={t('diagnostics:lead')}>
        <Actions layout="row">
          <Button kind="quiet" onClick={app.showDiagnostics}>
            {t('diagnostics:open')}
          </Button>
        </Actions>
      </Block>
    </Section>
  )
}
