import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { createOrganisation } from '#app/features/organisations/index.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { plainName } from '#app/lib/tables/index.ts'
import { formatCount } from '#app/lib/text.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { ReceivedFile } from '#app/platform/uploads.server.ts'
import { appelInput } from './appel.schema.ts'
import { createAppel } from './appels.commands.server.ts'
import { canEditAppels } from './financements.permissions.ts'
import { writeDossiers } from './import-dossiers.server.ts'
import { natureOfName } from './import-natures.ts'
import type { Repetition } from './import-repetition.server.ts'

/** Writes a rehearsed programming: the call if it is new, the organisations it names, its dossiers and their lines. @returns the id of the import */
export async function importProgrammation(
  tx: Tx,
  actor: Actor,
  repetition: Repetition,
  { file, now }: { file: Pick<ReceivedFile, 'name' | 'sha256'>; now: Date },
): Promise<{ lotId: string; dossiers: number }> {
  if (!canEditAppels(actor)) throw new Forbidden()
  const actions = repetition.actions.filter((its) => its.effet === 'nouveau')
  if (actions.length === 0)
    throw new Refusal('rien-a-importer', 'Aucune action nouvelle : rien n’a été écrit.')
  await refuseTwice(tx, file.sha256)
  const lotId = newId()
  const appel = await appelOf(tx, actor, repetition)
  const organisations = await createMissing(tx, actor, repetition)
  await keepLot(tx, actor, {
    lotId,
    appel,
    file,
    dossiers: actions.length,
    organisations: [...organisations.values()],
  })
  await writeDossiers(tx, actor, { actions, organisations, lotId, appelId: appel.id, file, now })
  await writeJournal(tx, actor, {
    operation: 'appel.importer',
    entite: 'appel',
    entiteId: appel.id,
    titre: `${file.name} : ${formatCount(actions.length, 'dossier')}`,
  })
  return { lotId, dossiers: actions.length }
}

interface Lot {
  lotId: string
  appel: { id: string; isNew: boolean }
  file: Pick<ReceivedFile, 'name' | 'sha256'>
  dossiers: number
  organisations: string[]
}

/** What the import made, so that it can be undone. */
async function keepLot(
  tx: Tx,
  actor: Actor,
  { lotId, appel, file, dossiers, organisations }: Lot,
): Promise<void> {
  await tx
    .insertInto('importLot')
    .values({
      territoireId: actor.territoireId,
      id: lotId,
      entite: 'dossier',
      nomFichier: file.name,
      sha256: file.sha256,
      rapport: JSON.stringify({ dossiers, appelId: appel.id, appelCree: appel.isNew }),
      crees: JSON.stringify(organisations),
      faitPar: actor.personneId,
    })
    .execute()
}

async function refuseTwice(tx: Tx, sha256: string): Promise<void> {
  const { rows } =
    await sql`select from import_lot where territoire_id = territoire_courant() and entite = 'dossier'
    and sha256 = ${sha256} and annule_le is null`.execute(tx)
  if (rows.length > 0)
    throw new Refusal(
      'deja-importe',
      'Ce fichier est déjà importé : annulez son import avant de le reprendre.',
    )
}

async function appelOf(
  tx: Tx,
  actor: Actor,
  { choix, appels }: Repetition,
): Promise<{ id: string; isNew: boolean }> {
  const known = appels.find(({ id }) => id === choix.appelId)
  if (known) return { id: known.id, isNew: false }
  if (choix.exercice === null || choix.code === '')
    throw new Refusal('appel-a-choisir', 'Choisissez l’appel, ou donnez le code et l’année de celui à créer.')
  const given = appelInput.safeParse({
    ...pastAppel,
    code: choix.code,
    exercice: choix.exercice,
    titre: `Programmation ${choix.exercice}`,
  })
  if (!given.success)
    throw new Refusal(
      'code-invalide',
      'Le code de l’appel est fait de majuscules, de chiffres et de tirets : CDV-2016.',
    )
  const id = await createAppel(tx, actor, given.data)
  await sql`update appel_a_projets set etat = 'programme' where territoire_id = ${actor.territoireId} and id = ${id}`.execute(
    tx,
  )
  return { id, isNew: true }
}

const pastAppel = {
  nature: 'contrat_de_ville',
  formulaire: 'complet',
  documentId: null,
  cadrage: '',
  texte: '',
  contact: '',
  ouvreLe: null,
  fermeLe: null,
  graceMinutes: 0,
  axeIds: [],
  financeurIds: [],
  perimetreId: null,
  perimetreSens: 'dans',
  porteursAdmis: [],
  plancherCentimes: null,
  plafondCentimes: null,
  partPropreMin: null,
  aidePubliqueMax: null,
  partCpoCible: null,
  unParPorteur: false,
  avisPartages: true,
}

/** Organisations the file names and the territory does not know, by plain name. */
async function createMissing(
  tx: Tx,
  actor: Actor,
  { nouvelles, actions }: Repetition,
): Promise<Map<string, string>> {
  const sirets = new Map(actions.map((its) => [plainName(its.porteur), its.siret]))
  const made = new Map<string, string>()
  for (const nom of nouvelles) {
    const siret = sirets.get(plainName(nom)) ?? null
    const isSiret = siret?.length === 14
    const id = await createOrganisation(tx, actor, {
      ...blankOrganisation,
      nom,
      nature: natureOfName(nom),
      siret: isSiret ? siret : null,
      siren: siret ? siret.slice(0, 9) : null,
    })
    made.set(plainName(nom), id)
  }
  return made
}

const blankOrganisation = {
  sigle: null,
  rna: null,
  communeCode: null,
  adresse: null,
  courriel: null,
  telephone: null,
  siteWeb: null,
  debut: null,
  fin: null,
}
