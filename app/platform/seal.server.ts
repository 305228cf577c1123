import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** A key of its own for each use, derived from the secret of the installation. */
export interface SealKey {
  secret: string
  /** `table.colonne`: what is sealed for one never opens for another. */
  use: string
}

const IV_BYTES = 12
const TAG_BYTES = 16

function keyOf({ secret, use }: SealKey): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'maillage', use, 32))
}

/** AES-256-GCM, bound to the record: a row copied onto another does not open. */
export function seal(key: SealKey, text: string, recordId: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), iv).setAAD(Buffer.from(recordId))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
}

/** The text in clear, or null when it was sealed with another secret, or for another record. */
export function unseal(key: SealKey, sealed: string, recordId: string): string | null {
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(key), bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(recordId))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const body = bytes.subarray(IV_BYTES + TAG_BYTES)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
