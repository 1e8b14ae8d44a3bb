import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'

/**
 * Limits what a package's executable can do, however it is started. `WasmTrapHandlers` keeps its default.
 * @param {import('./stage.mjs').Target} target
 */
export const fuses = ({ platform }) => ({
  [FuseV1Options.RunAsNode]: false,
  // On Linux this makes Chromium request the key from the keyring at every start, on its main thread:
  // no window opens while the keyring is locked. The app keeps nothing in cookies.
  [FuseV1Options.EnableCookieEncryption]: platform !== 'linux',
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Electron checks the archive's hash on macOS and Windows only.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform !== 'linux',
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
})

/**
 * @param {string} executable
 * @param {import('./stage.mjs').Target} target
 */
export const setFuses = (executable, target) =>
  flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: target.platform === 'darwin',
    ...fuses(target),
  })
