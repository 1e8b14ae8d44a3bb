import { run } from './run.mjs'

// Variables that an outer `npm` sets about its own run, and those that would change an inner install
// (`npm start --global`, `NODE_ENV=production`, a leftover `npm_config_omit`).
const notForInnerRuns =
  /^(npm_(lifecycle|package|command|config_(global|location|prefix|local_prefix|global_prefix|omit|include|only|production|dry_run|ignore_scripts|package_lock|workspaces?|loglevel|node_gyp|init_module|user_agent)).*|NODE_ENV|INIT_CWD)$/i

/**
 * The environment for an npm that we start. It keeps the registry, proxy, certificates and cache.
 * @param {NodeJS.ProcessEnv} env
 */
export function npmEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !notForInnerRuns.test(name)))
}

/**
 * Runs npm: the one that runs us, if there is one, because `npm` on Windows is a shell script.
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export function npm(args, options = {}) {
  const env = { ...npmEnvironment(process.env), ...options.env }
  const cli = process.env['npm_execpath']
  if (cli?.endsWith('.js')) {
    const node = process.env['npm_node_execpath'] ?? process.execPath
    return run(node, [cli, ...args], { ...options, env })
  }
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { ...options, env })
}
