import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'

/**
 * What a package's executable can no longer do, whoever starts it and however. `WasmTrapHandlers`
 * is left as it came.
 * @param {import('./stage.mjs').Target} target
 */
export const fuses = ({ platform }) => ({
  [FuseV1Options.RunAsNode]: false,
  // On Linux Chromium asks for the keyring's key at every start with it, on its main thread: while
  // the keyring is locked no window opens. The app keeps nothing in cookies.
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
