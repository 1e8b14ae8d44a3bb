/** The one place where adapters are constructed and put together. */
export type { OpenProfile } from './build'
export { computerUpdates, linksOf, openLog, workerDatabaseChecker } from './computer'
export { type DesktopEnvironment, desktopEnvironment } from './environment'
export { givesWay, openProfile, recoverProfile } from './profile'
