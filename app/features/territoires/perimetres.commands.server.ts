import type { Tx } from '#app/db/connection.server.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { changesBetween, writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { laterChange, type Member, type MembershipPlan, planMembership } from './perimetre.rules.ts'
import type { MembershipInput, PerimetreInput } from './perimetre.schema.ts'
import { perimetreSpec } from './perimetre.spec.ts'
import { getPerimetre, membersAt } from './perimetres.queries.server.ts'

/** Makes a named perimeter with its first members. @returns its id */
export async function createPerimetre(
  tx: Tx,
  actor: Actor,
  given: { input: PerimetreInput; membership: MembershipInput },
): Promise<string> {
  if (!can(actor, 'territoire.modifier')) throw new Forbidden()
  await refuseTakenName(tx, given.input.nom, null)
  const id = await insertEntity(tx, actor, perimetreSpec, { values: given.input })
  await setMembers(tx, actor, id, given.membership)
  return id
}

/** Corrects the words of a perimeter and says who belongs to it from a day on; what was before stays readable. */
export async function updatePerimetre(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: PerimetreInput; membership: MembershipInput },
): Promise<void> {
  await getEntity(tx, perimetreSpec, id)
  if (!can(actor, 'territoire.modifier')) throw new Forbidden()
  await refuseTakenName(tx, change.input.nom, id)
  await updateEntity(tx, actor, perimetreSpec, { id, version: change.version, changes: change.input })
  await setMembers(tx, actor, id, change.membership)
}

async function refuseTakenName(tx: Tx, nom: string, id: string | null): Promise<void> {
  const same = await tx
    .selectFrom('perimetre')
    .select('id')
    .where('nom', '=', nom)
    .where('archiveLe', 'is', null)
    .executeTakeFirst()
  if (same && same.id !== id)
    throw new Refusal('nom-pris', 'Un périmètre porte déjà ce nom : précisez le vôtre.', { field: 'nom' })
}

async function setMembers(tx: Tx, actor: Actor, id: string, input: MembershipInput): Promise<void> {
  await refuseUnknownPlaces(tx, input)
  const { nom, members } = await getPerimetre(tx, id)
  const later = laterChange(members, input.depuis)
  if (later)
    throw new Refusal(
      'changement-plus-recent',
      `La composition a déjà changé le ${formatDate(later)} : choisissez ce jour ou un jour plus récent.`,
      { field: 'depuis' },
    )
  const of = (kind: 'commune' | 'qpv'): Member[] => members.filter((its) => its.kind === kind)
  await applyPlan(tx, actor, planMembership(of('commune'), input.communes, input.depuis), {
    id,
    day: input.depuis,
    list: communeList,
  })
  await applyPlan(tx, actor, planMembership(of('qpv'), input.qpvs, input.depuis), {
    id,
    day: input.depuis,
    list: qpvList,
  })
  const before = membersAt(members, input.depuis)
  const codes = (kind: string): string[] => before.filter((its) => its.kind === kind).map((its) => its.code)
  const changements = changesBetween<Pick<MembershipInput, 'communes' | 'qpvs'>>(
    ['communes', 'qpvs'],
    { communes: codes('commune'), qpvs: codes('qpv') },
    input,
  )
  if (Object.keys(changements).length === 0) return
  const titre = `${nom}, à partir du ${formatDate(input.depuis)}`
  await writeJournal(tx, actor, {
    operation: 'perimetre.modifier',
    entite: 'perimetre',
    entiteId: id,
    titre,
    changements,
  })
}

async function refuseUnknownPlaces(tx: Tx, { communes, qpvs }: MembershipInput): Promise<void> {
  if (communes.length + qpvs.length === 0)
    throw new Refusal('perimetre-vide', 'Choisissez au moins une commune ou un quartier.', {
      field: 'communes',
    })
  const known = new Set([
    ...(await tx.selectFrom('commune').select('code').execute()).map((its) => its.code),
    ...(await tx.selectFrom('qpv').select('code').execute()).map((its) => its.code),
  ])
  const unknown = [...communes, ...qpvs].filter((code) => !known.has(code))
  if (unknown.length > 0)
    throw new Refusal('lieu-inconnu', `Ce territoire n’a pas : ${unknown.join(', ')}.`, { field: 'communes' })
}

const communeList = { table: 'perimetreCommune', column: 'communeCode' } as const
const qpvList = { table: 'perimetreQpv', column: 'qpvCode' } as const

interface Planned {
  id: string
  day: IsoDate
  list: typeof communeList | typeof qpvList
}

async function applyPlan(
  tx: Tx,
  { territoireId }: Actor,
  plan: MembershipPlan,
  { id, day, list }: Planned,
): Promise<void> {
  const theirs = { territoireId, perimetreId: id }
  if (plan.close.length > 0)
    await tx
      .updateTable(list.table)
      .set({ fin: day })
      .where('territoireId', '=', territoireId)
      .where('perimetreId', '=', id)
      .where(list.column, 'in', plan.close)
      .where((eb) => eb.or([eb('fin', 'is', null), eb('fin', '>', day)]))
      .execute()
  if (plan.erase.length > 0)
    await tx
      .deleteFrom(list.table)
      .where('territoireId', '=', territoireId)
      .where('perimetreId', '=', id)
      .where('debut', '=', day)
      .where(list.column, 'in', plan.erase)
      .execute()
  if (plan.enter.length === 0) return
  const rows = plan.enter.map((code) => ({ ...theirs, debut: day, code }))
  if (list.table === 'perimetreCommune')
    await tx
      .insertInto('perimetreCommune')
      .values(rows.map(({ code, ...row }) => ({ ...row, communeCode: code })))
      .execute()
  else
    await tx
      .insertInto('perimetreQpv')
      .values(rows.map(({ code, ...row }) => ({ ...row, qpvCode: code })))
      .execute()
}
