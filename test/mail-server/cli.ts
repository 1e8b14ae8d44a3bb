/**
 * The mail server as a process of its own, without a build (Node strips the types):
 * `node test/mail-server/cli.ts '{"security":"tls"}'`. It reports what happens on its output, takes
 * commands on its input, and ends with that input, so that it never outlives its test.
 */
import { type CommandLine, onLines, type ServerLine } from './lines.ts'
import { startMailServer } from './server.ts'

const tell = (line: ServerLine) => process.stdout.write(`${JSON.stringify(line)}\n`)

const { host, port, security, user, password, caFile, ...server } = await startMailServer({
  ...JSON.parse(process.argv[2] ?? '{}'),
  onMail: (mail) => tell({ event: 'mail', mail }),
}).catch((error: Error) => {
  process.stderr.write(`mail server: ${error.message}\n`)
  process.exit(1)
})

process.stdin.on('end', () => process.exit())
onLines<CommandLine>(process.stdin, (line) => {
  const done = line.command === 'stop' ? server.stop() : server.setFaults(line.faults)
  void done.then(() => tell({ event: 'done' }))
})
tell({ event: 'ready', server: { host, port, security, user, password, caFile } })
