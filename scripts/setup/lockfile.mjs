/**
 * The first package in the lockfile that is missing from the installed tree or has another version there,
 * or undefined when they agree. Packages for other platforms may be absent.
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json, which npm writes when it is done
 * @param {(folder: string) => boolean} exists
 */
export function firstDifference(wanted, installed, exists) {
  for (const [folder, locked] of Object.entries(wanted.packages ?? {})) {
    if (folder === '') continue
    const there = exists(folder) ? installed.packages?.[folder] : undefined
    const same = there?.version === locked.version && there?.integrity === locked.integrity
    const mayBeAbsent = locked.optional || locked.devOptional
    if (there === undefined ? !mayBeAbsent : !same) return folder.replace(/^.*node_modules\//, '')
  }
  return undefined
}
