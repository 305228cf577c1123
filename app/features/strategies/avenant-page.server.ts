import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { listAxesAt } from './axes.queries.server.ts'
import { getDocumentByCode } from './documents.queries.server.ts'

/** An amendment with what it changes: proposals while it is drafted, adopted texts beside the ones they replaced after. */
export async function loadAvenant(
  tx: Tx,
  actor: Actor,
  where: { code: string; numero: string },
  today: IsoDate,
) {
  const document = await getDocumentByCode(tx, actor, where.code)
  const avenant = await getAvenant(tx, document.id, Number(where.numero))
  const proposals = await tx
    .selectFrom('avenantAxe')
    .selectAll()
    .where('avenantId', '=', avenant.id)
    .orderBy('numero')
    .execute()
  const axes = document.arbreId ? await listAxesAt(tx, actor, { at: today, arbreId: document.arbreId }) : []
  const twins = await tx
    .selectFrom('documentCadre')
    .select(['titre'])
    .where('arbreId', '=', document.arbreId)
    .where('id', '<>', document.id)
    .execute()
  const before = await textsBefore(tx, { ids: proposals.map((its) => its.axeId), day: avenant.dateAdoption })
  return {
    document,
    avenant,
    changes: proposals.map(({ axeId, numero: its, titre, texte, court, retrait }) => ({
      axeId,
      numero: its,
      titre,
      texte,
      court,
      retrait,
      before: before.get(axeId) ?? null,
    })),
    axes,
    twins: twins.map((its) => its.titre),
    canEdit: can(actor, 'strategie.modifier') && avenant.etat === 'redaction',
  }
}

async function getAvenant(tx: Tx, documentId: string, numero: number) {
  const found = Number.isInteger(numero)
    ? await tx
        .selectFrom('avenant')
        .select(['id', 'numero', 'objet', 'etat', 'dateAdoption', 'decisionSource'])
        .where('documentId', '=', documentId)
        .where('numero', '=', numero)
        .executeTakeFirst()
    : undefined
  if (!found) throw new NotFound()
  return found
}

async function textsBefore(tx: Tx, { ids, day }: { ids: ReadonlyArray<string>; day: IsoDate | null }) {
  if (ids.length === 0) return new Map<string, { numero: string; titre: string; texte: string }>()
  const rows = await tx
    .selectFrom('axeVersion')
    .select(['axeId', 'numero', 'titre', 'texte'])
    .where('axeId', 'in', [...ids])
    .where((eb) => (day ? eb('fin', '=', day) : eb('fin', 'is', null)))
    .execute()
  return new Map(rows.map((row) => [row.axeId, row]))
}
