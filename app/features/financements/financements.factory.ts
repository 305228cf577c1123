import { sql } from 'kysely'
import type { Db } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { aFicheWorld, type FicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import type { AppelInput } from './appel.schema.ts'
import { addAppelPart } from './appel-parts.commands.server.ts'
import { createAppel } from './appels.commands.server.ts'
import type { BudgetLine } from './budget.rules.ts'
import { frozenCopy } from './dossier.copie.server.ts'
import { formatNumero } from './dossier.rules.ts'
import type { DossierInput } from './dossier.schema.ts'

/** The instant tests live at: the call of the factory is open. */
export const NOON = new Date('2026-11-23T12:00:00Z')

/** What a call says of itself, plausible and open at `NOON`. */
export function anAppel(given: Partial<AppelInput> = {}): AppelInput {
  return {
    code: 'CDV-2027',
    titre: 'Appel à projets 2027',
    nature: 'contrat_de_ville',
    formulaire: 'complet',
    exercice: 2027,
    documentId: null,
    cadrage: 'Ce qui est attendu.',
    texte: 'Le texte de l’appel.',
    contact: 'politique-ville@exemple.invalid',
    ouvreLe: new Date('2026-11-02T08:00:00Z'),
    fermeLe: new Date('2027-01-31T11:00:00Z'),
    graceMinutes: 30,
    axeIds: [],
    financeurIds: [],
    perimetreId: null,
    perimetreSens: 'dans',
    porteursAdmis: [],
    plancherCentimes: null,
    plafondCentimes: null,
    partPropreMin: null,
    aidePubliqueMax: 0.8,
    partCpoCible: null,
    unParPorteur: false,
    avisPartages: true,
    ...given,
  }
}

/** What a carrier writes, plausible and complete. */
export function aDossier(given: Partial<DossierInput> = {}): DossierInput {
  return {
    titre: 'Ateliers mobilité',
    axeId: null,
    ficheId: null,
    reconduction: false,
    pluriannuel: false,
    besoins: 'Des jeunes renoncent à une formation faute de transport.',
    objectifs: 'Que chacun sache préparer un trajet.',
    description: 'Dix ateliers de deux heures.',
    debut: isoDate('2027-01-01'),
    fin: isoDate('2028-01-01'),
    publicVise: 'Jeunes de 16 à 25 ans',
    portee: 'communes',
    communeCodes: ['59606'],
    qpvCodes: [],
    lieux: 'Maison de quartier',
    moyensHumains: 'Une animatrice, trois bénévoles.',
    benevoles: 3,
    salaries: 1,
    etp: 0.2,
    evaluation: 'Trajets préparés seuls à la fin.',
    chargesIndirectes: '',
    autresInformations: '',
    responsableNom: 'Responsable d’essai',
    responsableFonction: 'Coordination',
    responsableCourriel: 'responsable@exemple.invalid',
    responsableTelephone: '',
    seuilAidesDepasse: false,
    ...given,
  }
}

/** A balanced budget of 10 000 €, with what is asked from each funder. */
export function aBudget(asked: Record<string, number>): BudgetLine[] {
  const requested = Object.values(asked).reduce((sum, its) => sum + its, 0)
  const own = {
    compte: 'ressources_propres',
    libelle: '',
    financeurId: null,
    montantCentimes: 1_000_000 - requested,
  }
  return [
    { compte: '641', libelle: '', financeurId: null, montantCentimes: 700_000 },
    { compte: '60_fournitures', libelle: 'Matériel', financeurId: null, montantCentimes: 300_000 },
    { compte: 'personnel_benevole', libelle: '', financeurId: null, montantCentimes: 50_000 },
    own,
    ...Object.entries(asked).map(([financeurId, montantCentimes]) => ({
      compte: '74_etat',
      libelle: '',
      financeurId,
      montantCentimes,
    })),
    { compte: 'benevolat', libelle: '', financeurId: null, montantCentimes: 50_000 },
  ]
}

export interface FundingWorld extends FicheWorld {
  /** Two funders of the call: the State and the CAF. */
  financeurs: [string, string]
  /** An open call with a piece, a criterion and an envelope a funder. */
  appelId: string
}

/** A territory with an open call and two funders; `association` carries. */
export async function aFundingWorld(db: Db, given: Partial<AppelInput> = {}): Promise<FundingWorld> {
  const world = await aFicheWorld(db)
  const territoireId = world.territoire.id
  const financeurs: [string, string] = [newId(), newId()]
  await db
    .insertInto('organisation')
    .values([
      { territoireId, id: financeurs[0], nom: 'Sous-préfecture d’essai', nature: 'etat' },
      { territoireId, id: financeurs[1], nom: 'CAF d’essai', nature: 'caf' },
    ])
    .execute()
  const { direction } = world
  const appelId = await asActor(db, direction, async (tx) => {
    const input = anAppel({ axeIds: [world.axes[0]], financeurIds: financeurs, ...given })
    const id = await createAppel(tx, direction, input)
    await addAppelPart(tx, direction, id, {
      kind: 'piece',
      values: { titre: 'Statuts', nature: 'statuts', obligatoire: true },
    })
    await addAppelPart(tx, direction, id, {
      kind: 'critere',
      values: { titre: 'Utilité', aide: '', poids: 2, noteMax: 5 },
    })
    for (const financeurId of financeurs)
      await addAppelPart(tx, direction, id, {
        kind: 'enveloppe',
        values: {
          financeurId,
          credit: 'specifique',
          libelle: '',
          perimetreId: null,
          montantCentimes: 5_000_000,
        },
      })
    await sql`update appel_a_projets set etat = 'valide' where id = ${id}`.execute(tx)
    return id
  })
  return { ...world, financeurs, appelId }
}

/** A dossier already submitted to the call, with its budget and a line per funder, for what comes after. @returns its id */
export async function aSubmittedDossier(
  db: Db,
  world: FundingWorld,
  given: { input?: Partial<DossierInput>; asked?: Record<string, number>; porteurId?: string } = {},
): Promise<string> {
  const { territoire, appelId, financeurs } = world
  const territoireId = territoire.id
  const id = newId()
  const asked = given.asked ?? { [financeurs[0]]: 400_000, [financeurs[1]]: 200_000 }
  const budget = aBudget(asked)
  const { communeCodes, qpvCodes, ...input } = aDossier({ axeId: world.axes[0], ...given.input })
  const { rows } = await sql<{ rank: number }>`select count(*)::int + 1 as rank from dossier
    where territoire_id = ${territoireId} and numero is not null`.execute(db)
  const { copie, sha256 } = frozenCopy({ ...input, communeCodes, qpvCodes })
  await db
    .insertInto('dossier')
    .values({
      ...input,
      territoireId,
      id,
      appelId,
      porteurId: given.porteurId ?? world.association,
      etat: 'depose',
      numero: formatNumero({ code: 'CDV-2027', exercice: 2027 }, rows[0]?.rank ?? 1),
      deposeLe: NOON,
      depotCommenceLe: NOON,
      copie,
      copieSha256: sha256,
    })
    .execute()
  await db
    .insertInto('dossierCommune')
    .values(communeCodes.map((communeCode) => ({ territoireId, dossierId: id, communeCode })))
    .execute()
  await db
    .insertInto('dossierBudget')
    .values(budget.map((line, rang) => ({ ...line, territoireId, id: newId(), dossierId: id, rang })))
    .execute()
  await db
    .insertInto('ligne')
    .values(
      Object.entries(asked).map(([financeurId, demandeCentimes]) => ({
        territoireId,
        id: newId(),
        dossierId: id,
        financeurId,
        demandeCentimes,
      })),
    )
    .execute()
  return id
}
