import type { KdfSettings } from '../../domain/model'

/** Argon2id's parameters as a row has them. */
export interface KdfColumns {
  kdf_memory: number
  kdf_passes: number
  kdf_lanes: number
  kdf_salt: Uint8Array
}

export const toKdf = (row: KdfColumns): KdfSettings => ({
  memory: row.kdf_memory,
  passes: row.kdf_passes,
  lanes: row.kdf_lanes,
  salt: row.kdf_salt,
})
