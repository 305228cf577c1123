import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { communeOf } from '#geo/referentiel.ts'
import { PanelProblem, toJsonAnswer } from '#stats/impact/index.ts'
import { type Computed, compute, standingOut } from './calcul.rules.ts'
import type { EtudeInput } from './etude.schema.ts'
import { etudeSpec } from './etude.spec.ts'
import type { Material } from './etude-matiere.server.ts'
import { getEtude, type Protocole, type StoredEtude } from './etudes.queries.server.ts'
import { toPanel } from './panel.rules.ts'
import { type Feasibility, feasibilityOf } from './protocole.rules.ts'

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
}

/**
 * Completes a declaration and computes it: method and donors follow from the design alone. Long, so outside any
 * transaction. @throws Refusal when the rules refuse the design, with the reason
 */
export function prepareFreeze(etude: StoredEtude, material: Material, before: number[]): Prepared {
  if (etude.figeeLe) throw new Refusal('figee', 'Cette étude est déjà figée.')
  const feasible = feasibilityOf(material.facts)
  if (feasible.kind === 'refus') throw new Refusal('etude-refusee', feasible.raison)
  const protocole = protocoleOf(material, feasible, before.length)
  return { protocole, computed: computeOrRefuse(etude, { material, protocole, before }) }
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
  const { protocole, computed } = prepared
  const etude = await getEtude(tx, actor, id)
  if (etude.figeeLe) throw new Refusal('figee', 'Cette étude est déjà figée.')
  if (etude.version !== given.version)
    throw new Refusal('conflit', 'La déclaration vient de changer : relisez-la avant de la figer.')
  await tx
    .updateTable('etude')
    .set({ figeeLe: now, protocole: JSON.stringify(protocole), verdict: computed.decision.level })
    .set({ resultat: JSON.stringify(toJsonAnswer(resultOf(computed))) })
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

const SEED = 20_170_101

function protocoleOf(
  { study, unite, indicateurNom, sources }: Material,
  { methode, prudence }: Allowed,
  testsAvant: number,
): Protocole {
  const { annees, traitees, donneuses, sansDonnees } = study
  return {
    methode,
    prudence,
    graine: SEED,
    annees,
    traitees,
    donneuses,
    sansDonnees,
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

const MOST_WEIGHTS = 30

function resultOf({ result, decision, trajectoires }: Computed) {
  const placebos: unknown = result.details?.placebos
  return {
    niveau: decision.level,
    texte: decision.text,
    lignes: decision.rows,
    effet: result.estimate,
    erreur: result.se,
    bas: result.interval.low,
    haut: result.interval.high,
    p: result.pValue,
    plusPetitVisible: decision.smallestDetectable,
    avantFit: result.fit.rmspePre,
    converge: result.certificate.converged,
    ecart: result.certificate.gap,
    iterations: result.certificate.iterations,
    poids: Object.entries(result.weights.units)
      .filter(([, poids]) => poids > 0.001)
      .map(([code, poids]) => ({ code, nom: communeOf(code)?.nom ?? code, poids }))
      .toSorted((a, b) => b.poids - a.poids)
      .slice(0, MOST_WEIGHTS),
    placebos: Array.isArray(placebos) ? placebos.flatMap((its: unknown) => effectIn(its)) : [],
    avertissements: result.warnings,
    trajectoires,
  }
}

function effectIn(placebo: unknown): number[] {
  return typeof placebo === 'object' &&
    placebo !== null &&
    'effect' in placebo &&
    typeof placebo.effect === 'number'
    ? [placebo.effect]
    : []
}
