import { Worker } from 'node:worker_threads'
import type { PasswordMeter } from '../domain/ports'

type Answer = Awaited<ReturnType<PasswordMeter['estimate']>>

/** Without a question for so long, the thread and its dictionaries (some 60 MB) are let go. */
const idleMs = 60_000

/** zxcvbn in a worker thread, started with the first question. */
export function workerPasswordMeter(script: URL): PasswordMeter & { stop(): Promise<void> } {
  let worker: Worker | null = null
  let nextId = 0
  let idle: NodeJS.Timeout | undefined
  const waiting = new Map<number, PromiseWithResolvers<Answer>>()

  function start(): Worker {
    const started = new Worker(script)
    started.on('message', ({ id, ...answer }: Answer & { id: number }) => {
      waiting.get(id)?.resolve(answer)
      waiting.delete(id)
      clearTimeout(idle)
      idle = setTimeout(() => void stop(), idleMs).unref()
    })
    started.on('error', (error) => {
      worker = null
      for (const question of waiting.values()) question.reject(error)
      waiting.clear()
    })
    return started
  }

  async function stop(): Promise<void> {
    clearTimeout(idle)
    const stopping = worker
    worker = null
    await stopping?.terminate()
  }

  return {
    stop,
    estimate(password, words) {
      worker ??= start()
      const question = withResolvers<Answer>()
      nextId += 1
      waiting.set(nextId, question)
      worker.postMessage({ id: nextId, password, words })
      return question.promise
    },
  }
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: unknown) => void
}

/** `Promise.withResolvers` is not in every Electron that we run on. */
function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
