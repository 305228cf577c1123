import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { Dossier } from './dossiers.queries.server.ts'
import { canSpeakFor } from './financements.permissions.ts'
import type { Avis } from './programmation.words.ts'

export interface LigneInstruite {
  id: string
  version: number
  financeurId: string
  financeur: string
  demandeCentimes: number
  /** Null when it is not given yet, or not shared with this person. */
  avis: Avis | null
  avisCommentaire: string
  proposeSpecifiqueCentimes: number | null
  proposeDroitCommunCentimes: number | null
  decideSpecifiqueCentimes: number | null
  decideDroitCommunCentimes: number | null
  decideLe: IsoDate | null
  decisionReference: string
  motifRefus: string
  canSpeak: boolean
}

/**
 * The lines of a dossier, one a funder, for who instructs; nobody else sees them. Until the call shares opinions, a
 * funder only reads its own; the team reads all.
 */
export async function listLignes(
  tx: Tx,
  actor: Actor,
  dossier: Pick<Dossier, 'id' | 'deposeLe'>,
  avisPartages: boolean,
): Promise<LigneInstruite[]> {
  if (!can(actor, 'dossiers.instruire') || !dossier.deposeLe) return []
  const { rows } = await sql<Omit<LigneInstruite, 'canSpeak'>>`
    select l.id, l.version, l.financeur_id, o.nom as financeur, l.demande_centimes::float8 as demande_centimes, l.avis, l.avis_commentaire,
      l.propose_specifique_centimes::float8 as propose_specifique_centimes, l.propose_droit_commun_centimes::float8 as propose_droit_commun_centimes,
      l.decide_specifique_centimes::float8 as decide_specifique_centimes, l.decide_droit_commun_centimes::float8 as decide_droit_commun_centimes,
      l.decide_le, l.decision_reference, l.motif_refus
    from ligne l join organisation o on o.territoire_id = l.territoire_id and o.id = l.financeur_id
    where l.territoire_id = territoire_courant() and l.dossier_id = ${dossier.id} order by o.nom`.execute(tx)
  const isTeam = can(actor, 'fiches.modifier')
  return rows.map((row) => {
    const canSpeak = canSpeakFor(actor, row.financeurId)
    const isRead = canSpeak || isTeam || avisPartages
    return { ...row, ...(isRead ? {} : silent), canSpeak }
  })
}

const silent = {
  avis: null,
  avisCommentaire: '',
  proposeSpecifiqueCentimes: null,
  proposeDroitCommunCentimes: null,
}
