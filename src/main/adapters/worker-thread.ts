import { parentPort, Worker } from 'node:worker_threads'

/** The thread is stopped, and its memory freed, after this long without a question. */
const idleMs = 60_000

/** The reply to the question with the same id. */
type Reply<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly failure: { readonly message: string; readonly code: string } }

export interface WorkerThread<Question, Answer> {
  /** Errors keep their message and their `code`. */
  ask(question: Question): Promise<Answer>
  stop(): Promise<void>
}

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * A thread that answers questions. The first question starts it.
 * @param script a script that calls `serve`
 */
export function workerThread<Question, Answer>(script: URL): WorkerThread<Question, Answer> {
  let worker: Worker | null = null
  let nextId = 0
  let idle: NodeJS.Timeout | undefined
  const waiting = new Map<number, Waiting<Answer>>()

  function gone(error: unknown): void {
    worker = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  function start(): Worker {
    const started = new Worker(script)
    started.on('message', (reply: Reply<Answer>) => {
      const asked = waiting.get(reply.id)
      waiting.delete(reply.id)
      if ('answer' in reply) asked?.resolve(reply.answer)
      else asked?.reject(Object.assign(new Error(reply.failure.message), reply.failure))
      clearTimeout(idle)
      if (waiting.size === 0) idle = setTimeout(() => void stop(), idleMs).unref()
    })
    started.on('error', gone)
    started.on('exit', () => {
      if (worker === started) gone(new Error('the thread has ended'))
    })
    return started
  }

  async function stop(): Promise<void> {
    clearTimeout(idle)
    const stopping = worker
    gone(new Error('the thread was stopped'))
    await stopping?.terminate()
  }

  return {
    stop,
    ask(question) {
      worker ??= start()
      clearTimeout(idle)
      const id = nextId
      nextId += 1
      const answer = new Promise<Answer>((resolve, reject) => waiting.set(id, { resolve, reject }))
      worker.postMessage({ id, question })
      return answer
    },
  }
}

/** The thread's side of `workerThread`: answers every question sent to this thread. */
export function serve<Question, Answer>(
  work: (question: Question) => Answer | Promise<Answer>,
): void {
  const reply = (message: Reply<Answer>) => parentPort?.postMessage(message)
  parentPort?.on('message', async ({ id, question }: { id: number; question: Question }) => {
    try {
      reply({ id, answer: await work(question) })
    } catch (error) {
      const { message, code } = error as Error & { code?: unknown }
      reply({ id, failure: { message, code: String(code ?? '') } })
    }
  })
}
