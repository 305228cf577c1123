import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { PanelProblem, toJsonAnswer } from '#stats/impact/index.ts'
import { type Computed, compute, standingOut } from './calcul.rules.ts'
import { codeVersion } from './code-version.server.ts'
import type { EtudeInput } from './etude.schema.ts'
import { etudeSpec } from './etude.spec.ts'
import type { Material } from './etude-matiere.server.ts'
import type { Protocole } from './etude-resultat.schema.ts'
import { resultOf } from './etude-resultat.ts'
import { getEtude, type StoredEtude } from './etudes.queries.server.ts'
import { type StudyRow, toPanel } from './panel.rules.ts'
import { type Feasibility, feasibilityOf } from './protocole.rules.ts'
import { puissanceOf } from './puissance.rules.ts'
import { type Essai, essaisOf } from './sensibilite.rules.ts'

/** Refuses whoever may not conduct a study. */
export function mustConduct(actor: Actor): void {
  if (!can(actor, 'etudes.conduire')) throw new Forbidden()
}

/** Declares a study; nothing is computed yet. @returns its id */
export async function createEtude(tx: Tx, actor: Actor, input: EtudeInput): Promise<string> {
  mustConduct(actor)
  return insertEntity(tx, actor, etudeSpec, { values: input })
}

/** Corrects a declaration that is not frozen. */
export async function updateEtude(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: EtudeInput },
): Promise<void> {
  mustConduct(actor)
  const etude = await getEtude(tx, actor, id)
  if (etude.figeeLe)
    throw new Refusal(
      'figee',
      'Cette étude est figée : on ne change plus la question une fois la réponse connue. Déclarez une autre étude, celle-ci restera.',
    )
  await updateEntity(tx, actor, etudeSpec, { id, version: change.version, changes: change.input })
}

/** What freezing writes: the declaration completed, and what it gives. */
export interface Prepared {
  protocole: Protocole
  computed: Computed
  donnees: StudyRow[]
  essais: Essai[]
}

/**
 * Completes a declaration and computes it: method and donors follow from the design alone. Long, so outside any
 * transaction. @throws Refusal when the rules refuse the design, with the reason
 */
export function prepareFreeze(etude: StoredEtude, material: Material, before: number[]): Prepared {
  if (etude.figeeLe) throw new Refusal('figee', 'Cette étude est déjà figée.')
  const feasible = feasibilityOf(material.facts, material.contexte)
  if (feasible.kind === 'refus') throw new Refusal('etude-refusee', feasible.raison)
  const { study } = material
  const protocole = protocoleOf(material, { feasible, testsAvant: before.length, debut: etude.debut })
  const computed = computeOrRefuse(etude, { material, protocole, before })
  const { methode } = protocole
  const essais = essaisOf({ study, debut: etude.debut, methode, result: computed.result })
  return { protocole, computed, donnees: study.rows, essais }
}

/** Writes at once the date, the protocol and the result: a study is never calculated without being kept. */
export async function freezeEtude(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { prepared: Prepared; version: number; now: Date },
): Promise<void> {
  mustConduct(actor)
  const { prepared, now } = given
  const { protocole, computed, donnees } = prepared
  const etude = await getEtude(tx, actor, id)
  if (etude.figeeLe) throw new Refusal('figee', 'Cette étude est déjà figée.')
  if (etude.version !== given.version)
    throw new Refusal('conflit', 'La déclaration vient de changer : relisez-la avant de la figer.')
  await tx
    .updateTable('etude')
    .set({ figeeLe: now, protocole: JSON.stringify(protocole), verdict: computed.decision.level })
    .set({ resultat: JSON.stringify(toJsonAnswer(resultOf(prepared))), codeVersion: codeVersion() })
    .set({ donnees: JSON.stringify(donnees.map(({ code, annee, valeur }) => [code, annee, valeur])) })
    .set((eb) => ({ version: eb('version', '+', 1), modifieLe: sql`now()` }))
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'etude.figer',
    entite: 'etude',
    entiteId: id,
    titre: etude.titre,
    changements: {
      protocole: { avant: null, apres: protocole },
      verdict: { avant: null, apres: computed.decision.level },
    },
  })
}

/** The seed of every study: declared once, so that nobody draws until the result pleases. */
export const SEED = 20_170_101

interface Planned {
  feasible: Allowed
  testsAvant: number
  debut: number
}

function protocoleOf(
  { study, unite, indicateurNom, sources }: Material,
  { feasible: { methode, prudence }, testsAvant, debut }: Planned,
): Protocole {
  const { annees, traitees, donneuses, sansDonnees, voisines, ecartees } = study
  return {
    methode,
    prudence,
    graine: SEED,
    annees,
    traitees,
    donneuses,
    sansDonnees,
    voisines,
    ecartees,
    puissance: puissanceOf(study, { debut, methode, graine: SEED }),
    unite,
    indicateurNom,
    testsAvant,
    sources,
  }
}

type Allowed = Extract<Feasibility, { kind: 'possible' }>

interface Asked {
  material: Material
  protocole: Protocole
  before: number[]
}

function computeOrRefuse(etude: EtudeInput, { material, protocole, before }: Asked): Computed {
  try {
    const panel = toPanel(material.study, etude.debut)
    const contexte = { ...material.contexte, ...(etude.choisiesSurMesure ? { selectedOnOutcome: true } : {}) }
    const declared = { ...protocole, cible: etude.cible, contexte }
    const alone = compute(panel, material.study, declared)
    if (before.length === 0) return alone
    const kept = standingOut([...before, alone.result.pValue])
    return compute(panel, material.study, {
      ...declared,
      contexte: { ...contexte, indicators: { tested: before.length + 1, kept } },
    })
  } catch (error) {
    if (error instanceof PanelProblem)
      throw new Refusal(error.code, error.message, { details: error.details })
    throw error
  }
}
