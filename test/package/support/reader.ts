import { spawn } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Person } from '../../../scripts/session/person.mjs'
import { asPerson } from '../../../scripts/session/person.mjs'

/** What a person does in the window, found by what a screen reader announces, with real keys. */
export interface Screen {
  /** Waits for a heading. */
  sees(heading: string): Promise<void>
  /** Waits for words, alone or within others. */
  reads(words: string): Promise<void>
  /** @param seconds how long to wait for the button; default: 30 */
  press(button: string, seconds?: number): Promise<void>
  /** Through the side panel, whose buttons also say how many entries there are. */
  goesTo(section: string): Promise<void>
  tick(box: string): Promise<void>
  fill(label: string, text: string): Promise<void>
  /** Chooses from a list by the first letters. */
  choose(label: string, letters: string): Promise<void>
  /** All the text in the window. */
  text(): Promise<readonly string[]>
  stop(): void
}

interface Command {
  readonly do: string
  readonly roles?: readonly string[]
  readonly name?: string
  readonly within?: boolean
  readonly text?: string
  readonly seconds?: number
}

const source = fileURLToPath(new URL('./reader.py', import.meta.url))

/** @param folder where that person can read a copy of the program */
export async function screenReader(
  person: Person,
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<Screen> {
  const program = join(folder, 'reader.py')
  copyFileSync(source, program)
  // The system's own Python, because no other has the bindings.
  const [command = '', ...args] = asPerson(person, ['/usr/bin/python3', program])
  const child = spawn(command, args, { env, cwd: '/', stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()

  async function answer(): Promise<unknown> {
    const { value, done } = await lines.next()
    if (done) throw new Error('the screen reader ended')
    const said = JSON.parse(value) as { ok: boolean; value: unknown; error: string }
    if (!said.ok) throw new Error(said.error)
    return said.value
  }

  async function tell(command: Command): Promise<unknown> {
    child.stdin.write(`${JSON.stringify(command)}\n`)
    return answer()
  }

  async function does(command: Command): Promise<void> {
    try {
      await tell(command)
    } catch (error) {
      const window = ((await tell({ do: 'text' })) as string[]).join('\n  ')
      throw new Error(`${command.do} ‘${command.name}’: ${error}. The window says:\n  ${window}`)
    }
  }

  await answer()
  return {
    sees: (name) => does({ do: 'find', roles: ['heading'], name }),
    reads: (name) => does({ do: 'find', name, within: true }),
    press: (name, seconds = 30) =>
      does({ do: 'press', roles: ['push button', 'button', 'link'], name, seconds }),
    goesTo: (name) => does({ do: 'press', roles: ['push button', 'button'], name, within: true }),
    tick: (name) => does({ do: 'press', roles: ['check box', 'radio button'], name }),
    fill: (name, text) => does({ do: 'fill', roles: ['entry', 'password text'], name, text }),
    choose: (name, text) => does({ do: 'choose', roles: ['combo box'], name, text }),
    text: async () => (await tell({ do: 'text' })) as string[],
    stop: () => child.stdin.end(),
  }
}
