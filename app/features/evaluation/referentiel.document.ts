import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import type { QuestionLine } from './referentiel.queries.server.ts'
import { criteres, type Objet, objetLeads, objets, reponses } from './referentiel.schema.ts'

interface FrameworkGiven {
  titre: string
  issuer: string
  today: IsoDate
  exemple: boolean
  questions: ReadonlyArray<QuestionLine>
}

/** The evaluation framework of a document, on paper. */
export function referentielDocument({
  titre,
  issuer,
  today,
  exemple,
  questions,
}: FrameworkGiven): DocumentInput {
  return {
    title: `Référentiel d’évaluation : ${titre}`,
    kind: 'Référentiel d’évaluation',
    issuer,
    date: today,
    contents: true,
    blocks: [
      ...(exemple || questions.some((its) => its.exemple) ? [exempleNote] : []),
      {
        type: 'paragraph',
        look: 'lead',
        text: `${formatCount(questions.length, 'question')} sur trois objets. Chacune dit qui répond, pour quand et avec quel budget.`,
      },
      ...frameworkBlocks(questions),
    ],
  }
}

/** Said at the head of a document when some of it is invented. */
export const exempleNote: BlockInput = {
  type: 'callout',
  title: 'Exemple',
  tone: 'warning',
  text: 'Une partie de ce document est inventée pour la démonstration.',
}

/** The questions of each object, with their findings. */
export function frameworkBlocks(questions: ReadonlyArray<QuestionLine>): BlockInput[] {
  // keys of a const record
  return (Object.keys(objets) as Objet[]).flatMap((objet): BlockInput[] => {
    const own = questions.filter((its) => its.objet === objet)
    return [
      { type: 'heading', level: 1, text: objets[objet] },
      { type: 'paragraph', text: objetLeads[objet] },
      ...(own.length === 0
        ? [{ type: 'paragraph' as const, text: 'Aucune question.' }]
        : own.flatMap((question, at) => questionBlocks(question, at + 1))),
    ]
  })
}

function questionBlocks(question: QuestionLine, rank: number): BlockInput[] {
  const { indicateurs, constats } = question
  return [
    { type: 'heading', level: 2, text: `${rank}. ${question.texte}` },
    {
      type: 'facts',
      items: [
        { label: 'Critère', value: criteres[question.critere] },
        ...(question.axe ? [{ label: 'Axe', value: question.axe }] : []),
        ...(question.jugement ? [{ label: 'Réussi si', value: question.jugement }] : []),
        ...(question.methode ? [{ label: 'Méthode', value: question.methode }] : []),
        {
          label: 'Indicateurs suivis',
          value: indicateurs.length === 0 ? 'aucun' : formatList(indicateurs.map((its) => its.nom)),
        },
        { label: 'Qui répond', value: `${question.organisation}, ${question.fonction}` },
        { label: 'Pour le', value: formatDate(question.echeance) },
        { label: 'Budget', value: formatEurosRounded(question.budgetCentimes) },
      ],
    },
    constats.length === 0
      ? { type: 'paragraph', look: 'small', text: 'Pas encore de constat.' }
      : {
          type: 'list',
          items: constats.map((its) => [
            { text: `${reponses[its.reponse]}. `, strong: true },
            `${its.titre} (${formatCount(its.preuves, 'preuve')})`,
          ]),
        },
  ]
}
