import type { Tx } from '#app/db/connection.server.ts'
import { calculOf } from '#app/features/evaluation/calculables.ts'
import {
  askLivraison,
  createLivraison,
  receiveLivraison,
} from '#app/features/evaluation/livraisons.commands.server.ts'
import { createCase, createFleche } from '#app/features/evaluation/logique.commands.server.ts'
import {
  addRecommandation,
  createRapportEvaluation,
  followRecommandation,
  giveAvis,
  type ReportTarget,
  signRapport,
  submitRapport,
} from '#app/features/evaluation/rapport-evaluation.commands.server.ts'
import {
  createConstatEvaluation,
  createQuestion,
} from '#app/features/evaluation/referentiel.commands.server.ts'
import { createIndicateurSuivi, saveValeur } from '#app/features/evaluation/suivi.commands.server.ts'
import { getDocumentByCode } from '#app/features/strategies/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import {
  calculsDemo,
  indicateursDemo,
  livraisonsDemo,
  logiqueDemo,
  questionsDemo,
  rapportsDemo,
} from './evaluation.data.ts'
import type { Seed } from './seed.ts'

/** The evaluation of the contract of 2015: invented, and said so. */
export const seedEvaluation: Seed = async (tx, director) => {
  const contrat = await getDocumentByCode(tx, director, 'contrat-de-ville-2015')
  const names = await namesOf(tx)
  const told = { documentId: contrat.id, names }
  const indicateurs = await seedSuivi(tx, director, told)
  await seedQuestions(tx, director, told, indicateurs)
  await seedLogique(tx, director, names)
  await seedLivraisons(tx, director, told, indicateurs)
  for (const its of rapportsDemo) await seedRapport(tx, director, told, its)
}

interface Told {
  documentId: string
  names: Names
}

interface Names {
  /** An organisation by its usual name, which the directory may hold inside a longer one. */
  organisation: (nom: string) => string
  axes: Map<string, string>
}

async function namesOf(tx: Tx): Promise<Names> {
  const organisations = await tx.selectFrom('organisation').select(['nom', 'id']).execute()
  const axes = await tx.selectFrom('axeVersion').select(['numero', 'axeId']).execute()
  return {
    organisation: (nom) => {
      const found = organisations.find((its) => its.nom.includes(nom))
      if (!found) throw new Error(`No organisation of the demonstration is called ${nom}.`)
      return found.id
    },
    axes: new Map(axes.map((its) => [its.numero, its.axeId])),
  }
}

async function seedQuestions(
  tx: Tx,
  director: Actor,
  { documentId, names }: Told,
  indicateurs: Map<string, string>,
): Promise<void> {
  for (const { axe, qui, budgetEuros, constat, echeance, indicateurs: keys, ...question } of questionsDemo) {
    const input = {
      ...question,
      axeId: axe ? (names.axes.get(axe) ?? null) : null,
      engagementId: null,
      indicateurs: keys.flatMap((key) => indicateurs.get(key) ?? []),
      organisationId: names.organisation(qui),
      echeance: isoDate(echeance),
      budgetCentimes: budgetEuros * 100,
    }
    const id = await createQuestion(tx, director, documentId, { input, exemple: true })
    if (constat)
      await createConstatEvaluation(
        tx,
        director,
        { documentId, id },
        { input: { ...constat, etudes: [], diagnostics: [], indicateurs: [] }, exemple: true },
      )
  }
}

async function seedLogique(tx: Tx, director: Actor, names: Names): Promise<void> {
  const axe = names.axes.get(logiqueDemo.axe) ?? ''
  const ids = new Map<string, string>()
  for (const [key, etage, texte] of logiqueDemo.cases)
    ids.set(key, await createCase(tx, director, axe, { input: { etage, texte }, exemple: true }))
  for (const [de, vers, hypothese, solidite] of logiqueDemo.fleches)
    await createFleche(tx, director, axe, {
      deId: ids.get(de) ?? '',
      versId: ids.get(vers) ?? '',
      hypothese,
      solidite,
    })
}

const TYPED = new Date('2020-03-02T09:00:00Z')

/** What is followed: typed by somebody, or counted by Maillage. @returns the ids by key */
async function seedSuivi(tx: Tx, director: Actor, { documentId, names }: Told): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  const keep = {
    axeId: null,
    calcul: null,
    referenceAnnee: null,
    referenceValeur: null,
    tolerancePourcent: 10,
  }
  for (const { cle, axe, qui, reference, cibles, observes, ...words } of indicateursDemo) {
    const input = {
      ...keep,
      ...words,
      axeId: axe ? (names.axes.get(axe) ?? null) : null,
      organisationId: names.organisation(qui),
      referenceAnnee: reference?.[0] ?? null,
      referenceValeur: reference?.[1] ?? null,
    }
    const id = await createIndicateurSuivi(tx, director, documentId, { input, exemple: true })
    ids.set(cle, id)
    await seedYears(tx, director, documentId, { id, cibles, observes })
  }
  for (const { code, cibles } of calculsDemo) {
    const { label, definition, unite, sens } = calculOf(code)
    const words = { nom: label, definition, unite, sens, calcul: code }
    const input = { ...keep, ...words, organisationId: names.organisation('Valenciennes Métropole') }
    const id = await createIndicateurSuivi(tx, director, documentId, { input, exemple: true })
    ids.set(code, id)
    await seedYears(tx, director, documentId, { id, cibles, observes: [] })
  }
  return ids
}

interface Years {
  id: string
  cibles: ReadonlyArray<readonly [number, number]>
  observes: ReadonlyArray<readonly [number, number, string]>
}

async function seedYears(tx: Tx, director: Actor, documentId: string, its: Years): Promise<void> {
  const targets = new Map(its.cibles)
  const seen = new Map(its.observes.map(([annee, observe, note]) => [annee, { observe, note }]))
  for (const annee of new Set([...targets.keys(), ...seen.keys()])) {
    const { observe = null, note = '' } = seen.get(annee) ?? {}
    const input = { annee, cible: targets.get(annee) ?? null, observe, note }
    await saveValeur(tx, director, documentId, { indicateurId: its.id, input, now: TYPED })
  }
}

async function seedLivraisons(
  tx: Tx,
  director: Actor,
  { documentId, names }: Told,
  indicateurs: Map<string, string>,
): Promise<void> {
  for (const { qui, objet, echeance, indicateur, demandee, recue } of livraisonsDemo) {
    const input = {
      organisationId: names.organisation(qui),
      objet,
      echeance: isoDate(echeance),
      indicateurId: indicateur ? (indicateurs.get(indicateur) ?? null) : null,
      engagementId: null,
      courriel: 'donnees@exemple.invalid',
      note: '',
    }
    const id = await createLivraison(tx, director, documentId, { input, exemple: true })
    const target = { documentId, id }
    const letter = {
      publicUrl: 'https://maillage.exemple.invalid',
      documentTitre: 'Contrat de ville 2015-2020',
      code: 'contrat-de-ville-2015',
    }
    if (demandee) await askLivraison(tx, director, target, { ...letter, today: isoDate(demandee) })
    if (recue)
      await receiveLivraison(tx, director, target, {
        today: isoDate(recue),
        now: new Date(`${recue}T09:00:00Z`),
        valeur: null,
      })
  }
}

type RapportDemo = (typeof rapportsDemo)[number]

async function seedRapport(tx: Tx, director: Actor, told: Told, its: RapportDemo): Promise<void> {
  const document = await getDocumentByCode(tx, director, 'contrat-de-ville-2015')
  const { nature, titre, introduction, synthese, limites } = its
  const rapportId = await createRapportEvaluation(tx, director, document.id, {
    input: { nature, titre, introduction, synthese, limites },
    exemple: true,
  })
  const target = { document, rapportId, today: isoDate(its.soumisLe) }
  const followed = await seedRecommandations(tx, director, told, { target, its })
  await submitRapport(tx, director, target, isoDate(its.avisAvant))
  for (const { qui, sens, texte } of its.avis)
    await giveAvis(tx, director, target, { organisationId: told.names.organisation(qui), sens, texte })
  if (its.signeLe) await signRapport(tx, director, { ...target, today: isoDate(its.signeLe) })
  for (const { id, etat, suite } of followed)
    if (etat !== 'a_faire')
      await followRecommandation(tx, director, target, { id, version: 1, input: { etat, suite } })
}

async function seedRecommandations(
  tx: Tx,
  director: Actor,
  { names }: Told,
  { target, its }: { target: ReportTarget; its: RapportDemo },
) {
  const constats = await tx.selectFrom('constatEvaluation').select(['id', 'titre']).execute()
  const followed = []
  for (const { texte, constat, qui, echeance, etat, suite } of its.recommandations) {
    const found = constat ? constats.find(({ titre }) => titre.startsWith(constat)) : undefined
    const input = {
      texte,
      constatId: found?.id ?? null,
      organisationId: names.organisation(qui),
      echeance: isoDate(echeance),
      etat: 'a_faire' as const,
      suite: '',
    }
    const id = await addRecommandation(tx, director, target, { input, exemple: true })
    followed.push({ id, etat, suite })
  }
  return followed
}
