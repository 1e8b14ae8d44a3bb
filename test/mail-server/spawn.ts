import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { toolNode } from '../../scripts/setup/paths.mjs'
import { inbox } from './inbox.ts'
import { type CommandLine, onLines, type ServerFacts, type ServerLine } from './lines.ts'
import type { MailServerOptions, TestMailServer } from './server.ts'

const program = fileURLToPath(new URL('./cli.ts', import.meta.url))

/** The same server in a process of its own, like a real one. */
export async function spawnMailServer(
  options: Omit<MailServerOptions, 'onMail'> = {},
): Promise<TestMailServer> {
  const child = spawn(toolNode(), [program, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const mails = inbox()
  const answers: (() => void)[] = []
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))

  const facts = await new Promise<ServerFacts>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the mail server ended with ${code}`)))
    onLines<ServerLine>(child.stdout, (line) => {
      if (line.event === 'ready') resolve(line.server)
      else if (line.event === 'mail') mails.add(line.mail)
      else answers.shift()?.()
    })
  })

  function tell(line: CommandLine): Promise<void> {
    child.stdin.write(`${JSON.stringify(line)}\n`)
    return new Promise((resolve) => answers.push(resolve))
  }

  return {
    ...mails,
    ...facts,
    setFaults: (faults) => tell({ command: 'faults', faults }),
    async stop() {
      if (child.exitCode !== null) return
      await Promise.race([tell({ command: 'stop' }), exited])
      child.stdin.end()
      await exited
    },
  }
}
