/** The only place where adapters are constructed and connected. */
export type { OpenProfile } from './build'
export { computerUpdates, linksOf, openLog, workerDatabaseChecker } from './computer'
export { type DesktopEnvironment, desktopEnvironment } from './environment'
export { givesWay, openProfile, recoverProfile } from './profile'
