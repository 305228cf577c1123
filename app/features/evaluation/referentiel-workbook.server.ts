import { writeXlsx } from 'hucre/xlsx'
import { neutralise } from '#app/lib/tables/csv-write.ts'
import type { QuestionLine } from './referentiel.queries.server.ts'
import { criteres, objets, reponses } from './referentiel.schema.ts'

const HEAD = [
  'Objet',
  'Question',
  'Critère',
  'Axe',
  'Réussi si',
  'Indicateurs',
  'Méthode',
  'Sources',
  'Organisation',
  'Fonction',
  'Échéance',
  'Budget (€)',
  'Réponse',
  'Constat',
  'Preuves',
]

/** The framework as a workbook: one line a question and a finding. */
export async function referentielWorkbook(
  questions: ReadonlyArray<QuestionLine>,
): Promise<Uint8Array<ArrayBuffer>> {
  const rows = questions.flatMap((question) => {
    const own = [
      objets[question.objet],
      question.texte,
      criteres[question.critere],
      question.axe ?? '',
      question.jugement,
      question.indicateurs.map((its) => its.nom).join(', '),
      question.methode,
      question.sources,
      question.organisation,
      question.fonction,
      question.echeance,
    ].map((cell) => neutralise(cell))
    const budget = question.budgetCentimes / 100
    if (question.constats.length === 0) return [[...own, budget, '', '', '']]
    return question.constats.map((its) => [
      ...own,
      budget,
      reponses[its.reponse],
      neutralise(its.titre),
      its.preuves,
    ])
  })
  return new Uint8Array(await writeXlsx({ sheets: [{ name: 'Référentiel', rows: [HEAD, ...rows] }] }))
}
