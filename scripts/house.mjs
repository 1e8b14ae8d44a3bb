/**
 * `npm run house`: prints figures about the structure of the code. `-- --at=COMMIT` measures that commit
 * instead of the working tree, so that before and after come from one command; `-- --json` prints JSON.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { figuresOf } from './house/figures.mjs'
import { root } from './setup/paths.mjs'
import { run } from './setup/run.mjs'
import { runMain, SetupError, say } from './setup/say.mjs'

const { values } = parseArgs({
  options: { at: { type: 'string' }, json: { type: 'boolean', default: false } },
})

await runMain(async () => {
  const figures = values.at === undefined ? figuresOf(root) : await figuresAt(values.at)
  say(values.json ? JSON.stringify(figures, null, 2) : lines(figures).join('\n'))
})

/** @param {string} commit */
async function figuresAt(commit) {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'latchkey-house-'))
  try {
    const archive = join(folder, 'archive.tar')
    await mustRun('git', ['archive', '--format=tar', `--output=${archive}`, '--', commit])
    await mustRun('tar', ['-xf', archive, '-C', folder])
    return figuresOf(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
async function mustRun(command, args) {
  const { ok, output } = await run(command, args)
  if (!ok)
    throw new SetupError(
      `${command} failed:\n${output.trim()}`,
      'name a commit of this repository.',
    )
}

/** @param {ReturnType<typeof figuresOf>} figures */
function lines(figures) {
  const { largestFile, mostChannelPlaces, circles } = figures
  const most = `most ${mostChannelPlaces.places} (${mostChannelPlaces.channel})`
  /** @type {[label: string, value: string | number][]} */
  const table = [
    ['source files, without tests', figures.files],
    ['lines in them', figures.lines],
    ['lines per file, median', figures.medianLines],
    ['lines in the largest file', `${largestFile?.lines} (${largestFile?.path})`],
    ['files of 30 lines or fewer', figures.smallFiles],
    ['style sheets', figures.styleSheets],
    ['folders with a single source file', figures.lonelyFolders],
    ['upward imports between folders', figures.arrowsUp],
    ['import cycles', circles.length],
    ['places that name a channel', `median ${figures.medianChannelPlaces}, ${most}`],
    ['channels', figures.channels],
    ['interfaces that one function returns', figures.singlePairs.length],
  ]
  return table.flatMap(([label, value]) => {
    const line = `${label.padEnd(38)}${value}`
    return label === 'import cycles' ? [line, ...circles.map(circleLine)] : [line]
  })
}

/** @param {{ files: readonly string[] }} circle */
function circleLine({ files }) {
  return `  ${files.length} files: ${files.join(', ')}`
}
