import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { insertEntity } from '#app/platform/entity.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { submissionWindow } from './appel.rules.ts'
import { permanentPieces } from './appel.words.ts'
import { type Appel, getAppel } from './appels.queries.server.ts'
import { isAdmitted } from './dossier.rules.ts'
import type { DossierInput } from './dossier.schema.ts'
import { dossierSpec } from './dossier.spec.ts'
import { writeTables } from './dossier-tables.server.ts'
import { type Dossier, getDossier } from './dossiers.queries.server.ts'
import { canCarry } from './financements.permissions.ts'

export interface NewDossier {
  /** Made by the form: pressing twice makes one dossier. */
  id: string
  appelCode: string
  porteurId: string
  /** The dossier of another year to take up again. */
  repriseId: string | null
  now: Date
}

/** Opens a dossier, prefilled from what the organisation gave before. @returns its id */
export async function createDossier(tx: Tx, actor: Actor, asked: NewDossier): Promise<string> {
  if (!isId(asked.id) || !canCarry(actor, asked)) throw new Forbidden()
  const appel = await getAppel(tx, actor, { code: asked.appelCode, now: asked.now })
  const window = submissionWindow(appel, null, asked.now)
  if (!window.open) throw new Refusal('appel-ferme', window.sentence)
  const { rows } = await sql<{ nature: string }>`select nature from organisation
    where territoire_id = ${actor.territoireId} and id = ${asked.porteurId} for update`.execute(tx)
  if (!rows[0]) throw new NotFound()
  if (await exists(tx, asked.id)) return asked.id
  await refuseCarrier(tx, appel, { porteurId: asked.porteurId, nature: rows[0].nature })
  const before = asked.repriseId
    ? await getDossier(tx, actor, asked.repriseId)
    : await latestOf(tx, actor, asked.porteurId)
  const values = asked.repriseId && before ? takenUp(before, appel) : startOf(before)
  await insertEntity(tx, actor, dossierSpec, {
    id: asked.id,
    values,
    extra: {
      appelId: appel.id,
      porteurId: asked.porteurId,
      creePar: actor.personneId,
      creeLe: asked.now,
      modifieLe: asked.now,
    },
  })
  if (asked.repriseId && before) await writeTables(tx, actor, asked.id, before)
  await takePermanentPieces(tx, actor, { id: asked.id, porteurId: asked.porteurId, appel })
  return asked.id
}

async function exists(tx: Tx, id: string): Promise<boolean> {
  const { rows } =
    await sql`select from dossier where territoire_id = territoire_courant() and id = ${id}`.execute(tx)
  return rows.length > 0
}

async function refuseCarrier(
  tx: Tx,
  appel: Appel,
  its: { porteurId: string; nature: string },
): Promise<void> {
  if (!isAdmitted(its.nature, appel.porteursAdmis))
    throw new Refusal('porteur-non-admis', 'Cet appel ne s’adresse pas à ce type de structure.', {
      field: 'porteurId',
    })
  if (!appel.unParPorteur) return
  const { rows } =
    await sql`select from dossier where territoire_id = territoire_courant() and appel_id = ${appel.id}
    and porteur_id = ${its.porteurId} and etat <> 'retire' and archive_le is null`.execute(tx)
  if (rows.length > 0)
    throw new Refusal(
      'un-par-porteur',
      'Cet appel admet un seul dossier par porteur, et le vôtre est déjà commencé : reprenez-le.',
    )
}

async function latestOf(tx: Tx, actor: Actor, porteurId: string): Promise<Dossier | null> {
  const { rows } = await sql<{ id: string }>`select id from dossier
    where territoire_id = territoire_courant() and porteur_id = ${porteurId} and depose_le is not null
    order by depose_le desc limit 1`.execute(tx)
  return rows[0] ? getDossier(tx, actor, rows[0].id) : null
}

const blank: DossierInput = {
  titre: '',
  axeId: null,
  ficheId: null,
  reconduction: false,
  pluriannuel: false,
  besoins: '',
  objectifs: '',
  description: '',
  debut: null,
  fin: null,
  publicVise: '',
  portee: 'communes',
  communeCodes: [],
  qpvCodes: [],
  lieux: '',
  moyensHumains: '',
  benevoles: null,
  salaries: null,
  etp: null,
  evaluation: '',
  chargesIndirectes: '',
  autresInformations: '',
  responsableNom: '',
  responsableFonction: '',
  responsableCourriel: '',
  responsableTelephone: '',
  seuilAidesDepasse: false,
}

/** A first page with what the structure said last time of itself. */
function startOf(before: Dossier | null): DossierInput {
  if (!before) return blank
  const {
    responsableNom,
    responsableFonction,
    responsableCourriel,
    responsableTelephone,
    seuilAidesDepasse,
  } = before
  return {
    ...blank,
    responsableNom,
    responsableFonction,
    responsableCourriel,
    responsableTelephone,
    seuilAidesDepasse,
  }
}

/** Last year's dossier, its dates moved to the year of the call, as a renewal. */
function takenUp(before: Dossier, appel: Appel): DossierInput {
  const shift = appel.exercice - before.exercice
  const moved = (day: DossierInput['debut']) =>
    // as: a date of the same form, its year moved
    day
      ? (`${Number(day.slice(0, 4)) + shift}${day.slice(4).replace('-02-29', '-02-28')}` as typeof day)
      : null
  const kept = Object.fromEntries(
    Object.keys(blank).map((key) => [key, new Map<string, unknown>(Object.entries(before)).get(key)]),
  )
  // as: the keys of the schema, read one by one from a dossier that has them all
  const values = kept as DossierInput
  const axeId = values.axeId && appel.axeIds.includes(values.axeId) ? values.axeId : null
  return { ...values, axeId, reconduction: true, debut: moved(values.debut), fin: moved(values.fin) }
}

/** Documents of the permanent file are not asked again. */
async function takePermanentPieces(
  tx: Tx,
  actor: Actor,
  its: { id: string; porteurId: string; appel: Appel },
): Promise<void> {
  for (const piece of its.appel.pieces.filter(({ nature }) => permanentPieces.includes(nature))) {
    const { rows } = await sql<{ fichierId: string }>`
      select p.fichier_id from dossier_piece p
      join appel_piece a on a.territoire_id = p.territoire_id and a.id = p.appel_piece_id
      join dossier d on d.territoire_id = p.territoire_id and d.id = p.dossier_id
      join fichier f on f.territoire_id = p.territoire_id and f.id = p.fichier_id
      where p.territoire_id = territoire_courant() and d.porteur_id = ${its.porteurId} and a.nature = ${piece.nature}
        and f.archive_le is null order by p.id desc limit 1`.execute(tx)
    const [found] = rows
    if (!found) continue
    await tx
      .insertInto('dossierPiece')
      .values({
        territoireId: actor.territoireId,
        id: newId(),
        dossierId: its.id,
        appelPieceId: piece.id,
        fichierId: found.fichierId,
      })
      .execute()
  }
}
