import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { liveBlocs, type Subject } from './blocs.server.ts'
import { changesSince, missingFrom, nextEtats } from './experience.rules.ts'
import { type Bloc, blocsSchema, experienceInput } from './experience.schema.ts'

/** Sheets are read by those who write them: everybody else reads what is published. */
function mustRead(actor: Actor): void {
  if (!can(actor, 'publications.rediger')) throw new NotFound()
}

/** The sheets being written, latest first. */
export async function listExperiences(tx: Tx, actor: Actor) {
  if (!can(actor, 'publications.rediger')) return []
  const { rows } = await sql<{
    id: string
    titre: string
    mois: IsoDate
    etat: 'brouillon' | 'a_relire' | 'relue'
    exemple: boolean
    publieLe: Date | null
  }>`select e.id, e.titre, e.mois, e.etat, e.exemple, p.publie_le from experience e
    left join publication p on p.territoire_id = e.territoire_id and p.nature = 'experience' and p.objet_id = e.id and p.retire_le is null
    where e.territoire_id = territoire_courant() and e.archive_le is null order by e.modifie_le desc`.execute(
    tx,
  )
  return rows
}

/** One sheet with its frozen blocks and what it is about. */
export async function getExperience(tx: Tx, actor: Actor, id: string) {
  mustRead(actor)
  if (!isId(id)) throw new NotFound()
  const row = await tx
    .selectFrom('experience as e')
    .leftJoin('personne as p', (join) =>
      join.onRef('p.territoireId', '=', 'e.territoireId').onRef('p.id', '=', 'e.reluePar'),
    )
    .selectAll('e')
    .select('p.nom as relecture')
    .where('e.id', '=', id)
    .where('e.archiveLe', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const blocs: Bloc[] = blocsSchema.parse(row.blocs)
  return { ...row, blocs, subject: await subjectOf(tx, row) }
}

export type StoredExperience = Awaited<ReturnType<typeof getExperience>>

async function subjectOf(tx: Tx, row: { objet: 'fiche' | 'document'; objetId: string }): Promise<Subject> {
  const { code } =
    row.objet === 'fiche'
      ? await tx.selectFrom('fiche').select('code').where('id', '=', row.objetId).executeTakeFirstOrThrow()
      : await tx
          .selectFrom('documentCadre')
          .select('code')
          .where('id', '=', row.objetId)
          .executeTakeFirstOrThrow()
  return { objet: row.objet, code }
}

/** What the page of a sheet shows: the sheet, what has changed since its blocks were frozen, what it still lacks. */
export async function loadExperience(tx: Tx, actor: Actor, id: string, today: IsoDate) {
  const sheet = await getExperience(tx, actor, id)
  const live = await liveBlocs(tx, actor, sheet.subject, { at: today, today })
  const there = new Set(sheet.blocs.map(({ cle }) => cle))
  return {
    sheet,
    changes: changesSince(sheet.blocs, live),
    absent: live.filter(({ cle }) => !there.has(cle)).map(({ cle, titre }) => ({ cle, titre })),
    missing: missingFrom(sheet, sheet.blocs),
    next: nextEtats(sheet.etat).filter((to) => to !== 'relue' || can(actor, 'publications.publier')),
    canPublish: can(actor, 'publications.publier'),
  }
}

/** The written part of a sheet, as its form and its documents want it. */
export function sheetValues(sheet: StoredExperience) {
  return { ...experienceInput.parse(sheet), exemple: sheet.exemple }
}
