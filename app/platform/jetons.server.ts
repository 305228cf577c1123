import { createHash, randomBytes } from 'node:crypto'

/** A secret for a link: what the mail carries, and the print that is kept. Nobody finds one from the other. */
export function newJeton(): { jeton: string; empreinte: string } {
  const jeton = randomBytes(24).toString('base64url')
  return { jeton, empreinte: empreinteOf(jeton) }
}

/** The print of a secret, as it is kept. */
export function empreinteOf(jeton: string): string {
  return createHash('sha256').update(jeton).digest('hex')
}
