import type { Tx } from '#app/db/connection.server.ts'
import { createCase, createFleche } from '#app/features/evaluation/logique.commands.server.ts'
import {
  createConstatEvaluation,
  createQuestion,
} from '#app/features/evaluation/referentiel.commands.server.ts'
import { getDocumentByCode } from '#app/features/strategies/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { logiqueDemo, questionsDemo } from './evaluation.data.ts'
import type { Seed } from './seed.ts'

/** The evaluation of the contract of 2015: invented, and said so. */
export const seedEvaluation: Seed = async (tx, director) => {
  const contrat = await getDocumentByCode(tx, director, 'contrat-de-ville-2015')
  const names = await namesOf(tx)
  await seedQuestions(tx, director, { documentId: contrat.id, names })
  await seedLogique(tx, director, names)
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
  { documentId, names }: { documentId: string; names: Names },
): Promise<void> {
  for (const { axe, qui, budgetEuros, constat, echeance, ...question } of questionsDemo) {
    const input = {
      ...question,
      axeId: axe ? (names.axes.get(axe) ?? null) : null,
      engagementId: null,
      indicateurs: [],
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
