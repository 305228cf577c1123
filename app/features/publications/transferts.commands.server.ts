import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { getFiche } from '#app/features/fiches/index.server.ts'
import { getSeance, seanceDocument } from '#app/features/gouvernance/index.server.ts'
import { getDocumentByCode } from '#app/features/strategies/index.server.ts'
import { type IsoDate, isoDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { type Document, parseDocument } from '#app/platform/documents/document.schema.ts'
import { attachFile } from '#app/platform/files.server.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { produce } from './produits.server.ts'
import { rapportDocument } from './rapport.document.ts'
import { getRapport, loadRapport } from './rapports.queries.server.ts'
import type { ReponseInput, TransfertInput } from './transfert.schema.ts'
import type { KeptFile, Matter, writePaquet } from './transfert-paquet.server.ts'
import { getTransfert, mustTransfer } from './transferts.queries.server.ts'

/** What a subject gives: its text, the record its files hang on, the days it covers. */
interface Subject {
  document: Document
  owner: { entite: string; entiteId: string } | null
  start: IsoDate | null
  end: IsoDate | null
}

const subjects: Record<string, (visit: Visit, cle: string) => Promise<Subject>> = {
  'document-cadre': async (visit, cle) => {
    const { id, debut, fin } = await getDocumentByCode(visit.tx, visit.actor, cle)
    const document = await produce(visit, 'document-cadre', cle)
    return { document, owner: { entite: 'document', entiteId: id }, start: debut, end: fin }
  },
  'fiche-bilan': async (visit, cle) => {
    const { id, debut, fin } = await getFiche(visit.tx, visit.actor, cle)
    const document = await produce(visit, 'fiche-bilan', cle)
    return { document, owner: { entite: 'fiche', entiteId: id }, start: debut, end: fin }
  },
  rapport: async ({ tx, actor, today }, cle) => {
    const { annee } = await getRapport(tx, actor, cle)
    const issued = { issuer: actor.territoireNom, date: today }
    const document = parseDocument(rapportDocument(await loadRapport(tx, actor, cle, today), issued))
    return { document, owner: null, start: isoDate(`${annee}-01-01`), end: isoDate(`${annee}-12-31`) }
  },
  releve: async (visit, cle) => {
    const { jour } = await getSeance(visit.tx, visit.actor, cle)
    return { document: await seanceDocument(visit, cle, 'releve'), owner: null, start: jour, end: jour }
  },
}

/** All that the package of a transfer is made of, as things stand today. */
export async function gatherMatter(
  visit: Visit,
  input: TransfertInput,
  given: { id: string; now: Date },
): Promise<Matter> {
  const { tx, actor, today } = visit
  mustTransfer(actor)
  const [sorte = '', cle = ''] = input.sujet.split(/:(.*)/)
  const gather = Object.hasOwn(subjects, sorte) ? subjects[sorte] : undefined
  if (!gather) throw new Refusal('sujet-inconnu', 'Choisissez le document à verser.', { field: 'sujet' })
  const subject = await gather(visit, cle)
  const { siren } = await tx
    .selectFrom('territoire')
    .select('siren')
    .where('id', '=', actor.territoireId)
    .executeTakeFirstOrThrow()
  const agency = { identifier: siren, name: actor.territoireNom }
  return {
    document: subject.document,
    files: subject.owner ? await listKept(tx, subject.owner) : [],
    transfer: {
      identifier: `maillage-${actor.territoireSlug}-${given.id}`,
      date: given.now,
      transferringAgency: agency,
      ...describe(subject, input, today),
    },
  }
}

function describe({ document, start, end }: Subject, input: TransfertInput, today: IsoDate) {
  const { title, subtitle, kind } = document
  return {
    comment: `${kind} : ${title}`,
    archivalAgency: { identifier: input.serviceIdentifiant, name: input.serviceNom },
    agreement: input.accord || null,
    appraisal: {
      rule: input.regle || null,
      start: end ?? today,
      finalAction: input.sortFinal === 'conserver' ? ('Keep' as const) : ('Destroy' as const),
    },
    unit: {
      identifier: input.sujet,
      title,
      description: subtitle || kind,
      documentType: kind,
      start,
      end,
    },
  }
}

function listKept(tx: Tx, owner: { entite: string; entiteId: string }): Promise<KeptFile[]> {
  return tx
    .selectFrom('fichier')
    .select(['nom', 'typeMime', 'sha256', 'chemin', 'deposeLe'])
    .where('entite', '=', owner.entite)
    .where('entiteId', '=', owner.entiteId)
    .where('archiveLe', 'is', null)
    .orderBy('id')
    .execute()
}

interface Made {
  id: string
  titre: string
  paquet: Awaited<ReturnType<typeof writePaquet>>
  now: Date
  dataDir: string
}

/** Records a transfer whose package is written, and keeps the package with it. */
export async function recordTransfert(
  tx: Tx,
  actor: Actor,
  { sujet, ...input }: TransfertInput,
  made: Made,
): Promise<void> {
  mustTransfer(actor)
  await sql`select pg_advisory_xact_lock(hashtext(${`transfert_archives ${actor.territoireId}`}))`.execute(tx)
  const { last } = await tx
    .selectFrom('transfertArchives')
    .select((eb) => eb.fn.max('numero').as('last'))
    .executeTakeFirstOrThrow()
  const { id, titre, paquet, now, dataDir } = made
  await tx
    .insertInto('transfertArchives')
    .values({
      ...input,
      territoireId: actor.territoireId,
      id,
      numero: Number(last ?? 0) + 1,
      sujet,
      titre,
      pieces: paquet.pieces,
      empreinte: paquet.empreinte,
      prepareLe: now,
      preparePar: actor.personneId,
      prepareNom: actor.nom,
    })
    .execute()
  const place = { entite: 'transfert', entiteId: id, file: paquet.file, mime: 'application/zip', dataDir }
  // The caller removes what was not moved to its place.
  await attachFile(tx, actor, place)
  await say(tx, actor, { id, titre, verb: 'constituer', apres: `Paquet de ${paquet.pieces} pièces` })
}

/** Notes what the archives service answered; it may be corrected. */
export async function answerTransfert(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: ReponseInput; today: IsoDate },
): Promise<void> {
  mustTransfer(actor)
  const { titre, prepareLe } = await getTransfert(tx, actor, id)
  const { version, input, today } = change
  if (input.reponseLe > today || input.reponseLe < prepareLe.toISOString().slice(0, 10))
    throw new Refusal('date-impossible', 'La réponse vient après le transfert, et pas après aujourd’hui.', {
      field: 'reponseLe',
    })
  const { numUpdatedRows } = await tx
    .updateTable('transfertArchives')
    .set((eb) => ({ ...input, version: eb('version', '+', 1), modifieLe: new Date() }))
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n)
    throw new Refusal('version-perimee', 'Une autre personne vient de noter la réponse : rechargez la page.')
  await say(tx, actor, { id, titre, verb: 'repondre', apres: input.reponse || input.etat })
}

function say(
  tx: Tx,
  actor: Actor,
  { id, titre, verb, apres }: { id: string; titre: string; verb: string; apres: string },
): Promise<void> {
  return writeJournal(tx, actor, {
    operation: `transfert.${verb}`,
    entite: 'transfert',
    entiteId: id,
    titre,
    changements: { etat: { avant: null, apres } },
  })
}
