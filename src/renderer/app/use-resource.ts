import type { Result } from '@contract/result'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createResource } from '../stores/resource'
import { useArrival } from './arrival'

/** Something that main is asked for when its screen comes up. */
export function useResource<T>(ask: () => Promise<Result<T>>) {
  const [resource] = useState(() => createResource(ask))
  const { value, failure } = useStore(resource.store)
  useEffect(() => void resource.load(), [resource])
  useArrival(value !== null || failure !== null)
  return { value, failure, load: resource.load, put: resource.put }
}
