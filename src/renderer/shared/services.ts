import type { AppApi } from '@contract/api'
import type { MailNeeds } from '@contract/mail-models'
import type { AppState } from '@contract/models'
import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { App } from '../stores/app'
import type { AppModel } from '../stores/core'

/** What the screens need from outside; tests pass fakes. */
interface Services {
  readonly api: AppApi
  readonly app: App
}

export const ServicesContext = createContext<Services | null>(null)

export function useServices(): Services {
  const services = use(ServicesContext)
  if (services === null) throw new Error('ServicesContext is missing')
  return services
}

export function useModel<T>(select: (model: AppModel) => T): T {
  return useStore(useServices().app.store, select)
}

/** For screens that exist only once main has answered. */
export function useAppState<T>(select: (state: AppState) => T): T | null {
  return useModel(({ state }) => (state === null ? null : select(state)))
}

/** What keeps emails from being sent; null if no reason is known. */
export const useMailNeeds = (): MailNeeds | null => useAppState((state) => state.mailNeeds)
