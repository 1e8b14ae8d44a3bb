/**
 * @typedef {object} Person somebody else of this computer, for whom root starts something
 * @property {string} name
 * @property {number} uid
 * @property {number} gid
 * @property {string} home
 */

/**
 * A command as that person would start it: with no right of ours.
 * @param {Person | undefined} person
 * @param {readonly string[]} command
 * @returns {readonly string[]}
 */
export function asPerson(person, command) {
  if (person === undefined) return command
  const { uid, gid } = person
  const rights = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--inh-caps=-all']
  // Said again here: changing the user forgets it.
  return ['setpriv', ...rights, '--pdeathsig=TERM', '--', ...command]
}

/**
 * What a login gives: nothing of root's environment.
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
