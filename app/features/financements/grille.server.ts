import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, InvalidInput, NotFound } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { type Change, writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { type Appel, type Critere, getAppelById } from './appels.queries.server.ts'
import { type Dossier, getDossier } from './dossiers.queries.server.ts'

interface Note {
  personneId: string
  personne: string
  note: number
  commentaire: string
}

export interface CritereNote extends Critere {
  notes: Note[]
}

/** What a person gives on one criterion. */
const noteInput = z.object({
  note: z.int().nonnegative().nullable(),
  commentaire: z.string().trim().max(2_000),
})

/**
 * The grid of a submitted dossier for who instructs, empty for anybody else. Until the call shares opinions a funder
 * only reads its own marks; the team reads all.
 */
export async function listGrille(
  tx: Tx,
  actor: Actor,
  dossier: Pick<Dossier, 'id' | 'deposeLe'>,
  appel: Pick<Appel, 'avisPartages' | 'criteres'>,
): Promise<CritereNote[]> {
  if (!can(actor, 'dossiers.instruire') || !dossier.deposeLe) return []
  const isShared = appel.avisPartages || can(actor, 'fiches.modifier')
  const readable = isShared ? sql`` : sql`and n.personne_id = ${actor.personneId}`
  const { rows } = await sql<Note & { critereId: string }>`
    select n.critere_id, n.personne_id, p.nom as personne, n.note, n.commentaire
    from note_critere n join personne p on p.territoire_id = n.territoire_id and p.id = n.personne_id
    where n.territoire_id = territoire_courant() and n.dossier_id = ${dossier.id} ${readable} order by p.nom, p.id`.execute(
    tx,
  )
  return appel.criteres.map((its) => ({ ...its, notes: rows.filter((row) => row.critereId === its.id) }))
}

/** The marks of one person on the grid of a dossier, all at once. An emptied mark is taken back. */
export async function markDossier(tx: Tx, actor: Actor, id: string, form: FormData): Promise<void> {
  if (!can(actor, 'dossiers.instruire')) throw new Forbidden()
  const dossier = await getDossier(tx, actor, id)
  if (!dossier.deposeLe) throw new NotFound()
  const appel = await getAppelById(tx, dossier.appelId)
  const changements: Record<string, Change> = {}
  for (const critere of await listGrille(tx, actor, dossier, appel)) {
    const before = critere.notes.find((its) => its.personneId === actor.personneId)
    const { note, commentaire } = noteTyped(critere, form)
    if ((before?.note ?? null) === note && (before?.commentaire ?? '') === commentaire) continue
    changements[critere.titre] = { avant: before?.note ?? null, apres: note }
    await writeNote(tx, actor, { dossierId: dossier.id, critereId: critere.id, note, commentaire })
  }
  if (Object.keys(changements).length === 0) return
  await writeJournal(tx, actor, {
    operation: 'dossier.noter',
    entite: 'dossier',
    entiteId: dossier.id,
    titre: `${dossier.numero ?? ''} ${dossier.titre}`.trim(),
    changements,
  })
}

function noteTyped({ id, titre, noteMax }: Critere, form: FormData): z.infer<typeof noteInput> {
  const own = new FormData()
  for (const name of Object.keys(noteInput.shape)) own.set(name, String(form.get(`${name}-${id}`) ?? ''))
  const typed = parseForm(noteInput, own)
  if (typed.note !== null && typed.note > noteMax)
    throw new InvalidInput({ [`note-${id}`]: [`${titre} : la note va de 0 à ${noteMax}.`] })
  return typed
}

interface NewNote {
  dossierId: string
  critereId: string
  note: number | null
  commentaire: string
}

async function writeNote(tx: Tx, actor: Actor, given: NewNote): Promise<void> {
  const { dossierId, critereId, note, commentaire } = given
  if (note === null)
    await sql`delete from note_critere where territoire_id = ${actor.territoireId} and dossier_id = ${dossierId}
      and critere_id = ${critereId} and personne_id = ${actor.personneId}`.execute(tx)
  else
    await sql`insert into note_critere (territoire_id, dossier_id, critere_id, personne_id, note, commentaire)
      values (${actor.territoireId}, ${dossierId}, ${critereId}, ${actor.personneId}, ${note}, ${commentaire})
      on conflict (territoire_id, dossier_id, critere_id, personne_id)
      do update set note = excluded.note, commentaire = excluded.commentaire, modifie_le = now()`.execute(tx)
}
