import { formatDate, type IsoDate, type Periode } from '#app/lib/dates.ts'
import type { DocumentEtat, RelationNature, SignataireEtat } from './document.schema.ts'

export interface Dated {
  etat: DocumentEtat
  debut: IsoDate
  fin: IsoDate | null
  dateSignature: IsoDate | null
  finInitiale?: IsoDate | null
}

/**
 * The state of a document on a day. A document that left drafting follows its dates: signed, in force from its
 * first day, extended past the end it was signed with, over at its end. Without a known day of signature, its
 * first day stands for it.
 */
export function etatAt(document: Dated, at: IsoDate): DocumentEtat {
  if (document.etat === 'redaction') return 'redaction'
  const signed = document.dateSignature ?? document.debut
  if (at < signed && at < document.debut) return 'redaction'
  if (document.dateSignature && at < document.dateSignature) return 'redaction'
  if (document.fin && at >= document.fin) return 'echu'
  if (at < document.debut || document.etat === 'signe') return 'signe'
  return document.finInitiale && at >= document.finInitiale ? 'proroge' : 'en_vigueur'
}

const nextStates: Record<DocumentEtat, ReadonlyArray<DocumentEtat>> = {
  redaction: ['signe'],
  signe: ['en_vigueur'],
  en_vigueur: ['proroge', 'echu'],
  proroge: ['proroge', 'echu'],
  echu: [],
}

/** The states a document may go to from the one it is in. */
export function nextEtats(etat: DocumentEtat): ReadonlyArray<DocumentEtat> {
  return nextStates[etat]
}

export interface Transition {
  to: DocumentEtat
  /** The day of signature, of entry into force, or the new end, according to `to`. */
  day: IsoDate
}

export interface Facts extends Dated {
  hasPerimetre: boolean
  axesCount: number
  signatairesCount: number
}

/** What is missing before the state may change: French sentences, none when it may. */
export function refusalsOf(document: Facts, { to, day }: Transition): string[] {
  if (!nextStates[document.etat].includes(to))
    return ['Le document ne peut pas passer à cet état depuis celui où il est.']
  const missing: Array<string | false> = [
    to === 'signe' && !document.hasPerimetre && 'Donnez-lui un périmètre.',
    to === 'signe' && document.signatairesCount === 0 && 'Inscrivez au moins un signataire.',
    to === 'signe' && document.axesCount === 0 && 'Rattachez-lui au moins un axe.',
    to === 'en_vigueur' &&
      document.dateSignature !== null &&
      day < document.dateSignature &&
      `Il ne peut pas entrer en vigueur avant sa signature, le ${formatDate(document.dateSignature)}.`,
    to === 'proroge' && !document.fin && 'Il n’a pas de fin : il n’y a rien à proroger.',
    to === 'proroge' &&
      document.fin !== null &&
      day <= document.fin &&
      `La nouvelle fin doit être après l’actuelle, le ${formatDate(document.fin)}.`,
    to === 'echu' && day <= document.debut && 'Un document ne peut pas finir avant d’avoir commencé.',
  ]
  return missing.filter((sentence) => sentence !== false)
}

export interface Edge {
  de: string
  vers: string
}

/** Whether adding `de → vers` closes a loop: from `vers` one could come back to `de`. */
export function closesLoop(edges: ReadonlyArray<Edge>, { de, vers }: Edge): boolean {
  const next = Map.groupBy(edges, (edge) => edge.de)
  const seen = new Set<string>()
  const queue = [vers]
  while (queue.length > 0) {
    const here = queue.pop() ?? ''
    if (here === de) return true
    if (seen.has(here)) continue
    seen.add(here)
    queue.push(...(next.get(here) ?? []).map((edge) => edge.vers))
  }
  return false
}

/** Renewing and declining have a direction, and cannot turn in circles; sharing and fitting together may go both ways. */
export function isDirected(nature: RelationNature): boolean {
  return nature === 'renouvelle' || nature === 'decline'
}

export interface Signing {
  dateDeliberation: IsoDate | null
  dateSignature: IsoDate | null
}

/** Where a signatory stood on a day. */
export function signataireEtatAt(signing: Signing, at: IsoDate): SignataireEtat {
  if (signing.dateSignature && signing.dateSignature <= at) return 'signe'
  return signing.dateDeliberation && signing.dateDeliberation <= at ? 'delibere' : 'invite'
}

/** Whether a period can be: its end comes after its start. */
export function isPossible({ debut, fin }: Periode): boolean {
  return debut === null || fin === null || fin > debut
}
