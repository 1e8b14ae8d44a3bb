import { parentPort } from 'node:worker_threads'
import type { Reply } from '../adapters/worker-thread'

/** The other end of `adapters/worker-thread`: answers every question that comes to this thread. */
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
