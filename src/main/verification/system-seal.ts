import { safeStorage } from 'electron'
import { fromBase64, toBase64 } from '../../shared/gm/bytes.ts'
import type { SystemSeal } from './key-store.ts'

/**
 * The seal of the desktop's key ring, by Electron. On Linux without a key ring Electron falls back to a password
 * that stands in its source (`basic_text`): that is no seal. To be asked after the application is ready.
 *
 * Electron takes and gives text here, so the key is a base64 string for a moment, at enrolment and at start.
 */
export function createSystemSeal(): SystemSeal {
  return {
    isUsable: () =>
      safeStorage.isEncryptionAvailable() &&
      (process.platform !== 'linux' ||
        !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())),
    seal: (secret) => safeStorage.encryptString(toBase64(secret)),
    open: (sealed) => fromBase64(safeStorage.decryptString(Buffer.from(sealed))),
  }
}
