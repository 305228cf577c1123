import type { Tx } from '#app/db/connection.server.ts'
import { listFichesOf } from '#app/features/fiches/index.server.ts'
import { listHeldSeances } from '#app/features/gouvernance/index.server.ts'
import { listDocumentsAt } from '#app/features/strategies/index.server.ts'
import { formatDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { mustReadRegistre } from './destructions.queries.server.ts'
import { listRapports } from './rapports.queries.server.ts'
import type { TransfertInput } from './transfert.schema.ts'

/** Refuses whoever may not hand documents over to the archives. */
export function mustTransfer(actor: Actor): void {
  if (!can(actor, 'registre.tenir')) throw new Forbidden()
}

/** The transfers prepared, latest first. */
export async function listTransferts(tx: Tx, actor: Actor) {
  mustReadRegistre(actor)
  return tx
    .selectFrom('transfertArchives')
    .select(['id', 'numero', 'titre', 'serviceNom', 'pieces', 'etat', 'reponseLe', 'prepareNom', 'prepareLe'])
    .orderBy('numero', 'desc')
    .execute()
}

export type TransfertRow = Awaited<ReturnType<typeof listTransferts>>[number]

/** One transfer, for those who read the register. */
export async function getTransfert(tx: Tx, actor: Actor, id: string) {
  mustReadRegistre(actor)
  const row = isId(id)
    ? await tx.selectFrom('transfertArchives').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined
  if (!row) throw new NotFound()
  return row
}

export type Transfert = Awaited<ReturnType<typeof getTransfert>>

/** What may be handed over, by kind, for the choices of the form. */
export async function listSujets({ tx, actor, at }: Visit) {
  const documents = await listDocumentsAt(tx, actor, at)
  const rapports = await listRapports(tx, actor)
  const seances = await listHeldSeances(tx, actor)
  const fiches = await listFichesOf(tx, actor, { etat: ['terminee', 'abandonnee'] }, { limit: 500 })
  return [
    ...documents
      .map(({ code, titre }) => ({
        value: `document-cadre:${code}`,
        label: titre,
        group: 'Documents-cadres',
      }))
      .reverse(),
    ...rapports.map(({ id, titre, annee }) => ({
      value: `rapport:${id}`,
      label: `${titre} : rapport ${annee}`,
      group: 'Rapports annuels',
    })),
    ...seances.map(({ id, titre, jour }) => ({
      value: `releve:${id}`,
      label: `${titre}, ${formatDate(jour)}`,
      group: 'Relevés de décisions',
    })),
    ...fiches.rows.map(({ code, titre }) => ({
      value: `fiche-bilan:${code}`,
      label: `${code} ${titre}`,
      group: 'Fiches terminées ou abandonnées',
    })),
  ]
}

/** The form as it was filled the last time: the service seldom changes. */
export async function lastSettings(tx: Tx): Promise<TransfertInput> {
  const last = await tx
    .selectFrom('transfertArchives')
    .select(['serviceNom', 'serviceIdentifiant', 'accord', 'regle', 'sortFinal'])
    .orderBy('numero', 'desc')
    .executeTakeFirst()
  const first = {
    serviceNom: '',
    serviceIdentifiant: '',
    accord: '',
    regle: '',
    sortFinal: 'conserver',
  } as const
  return { sujet: '', ...(last ?? first) }
}

/** The kept package of a transfer: it holds whole documents, so only who prepares them. */
export async function getPaquet(tx: Tx, actor: Actor, id: string) {
  mustTransfer(actor)
  await getTransfert(tx, actor, id)
  const file = await tx
    .selectFrom('fichier')
    .select(['nom', 'typeMime', 'chemin'])
    .where('entite', '=', 'transfert')
    .where('entiteId', '=', id)
    .executeTakeFirst()
  if (!file) throw new NotFound()
  return file
}
