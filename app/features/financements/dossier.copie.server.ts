import { createHash } from 'node:crypto'
import type { Dossier } from './dossiers.queries.server.ts'

/** What was submitted, as one text, and its fingerprint: whoever holds the acknowledgement can check the copy. */
export function frozenCopy(dossier: Partial<Dossier>): { copie: string; sha256: string } {
  const { version: _version, etat: _etat, copieSha256: _sha256, modifieLe: _modifieLe, ...kept } = dossier
  const copie = JSON.stringify(kept)
  return { copie, sha256: fingerprint(copie) }
}

/** SHA-256 of a copy, keys in order: the database does not keep the order of a JSON document. */
export function fingerprint(copie: string): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(JSON.parse(copie))))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, its]) => [key, sorted(its)]))
}
