/**
 * @typedef {object} Person another user of this computer, for whom root starts something
 * @property {string} name
 * @property {number} uid
 * @property {number} gid
 * @property {string} home
 */

/**
 * The command that runs another as that person, without any of our rights.
 * @param {Person | undefined} person
 * @param {readonly string[]} command
 * @returns {readonly string[]}
 */
export function asPerson(person, command) {
  if (person === undefined) return command
  const { uid, gid } = person
  const rights = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--inh-caps=-all']
  // Needed again here, because changing the user clears it.
  return ['setpriv', ...rights, '--pdeathsig=TERM', '--', ...command]
}

/**
 * The environment of a new login, with nothing from root's.
 * @param {Person} person
 * @returns {NodeJS.ProcessEnv}
 */
export const ownEnvironment = ({ name, home }) => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  HOME: home,
  USER: name,
  LOGNAME: name,
})
