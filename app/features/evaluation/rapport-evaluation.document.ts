import { formatDate } from '#app/lib/dates.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import { isVerdictLevel, levelWords } from './etude.words.ts'
import { forceRule, forceWords } from './preuves.rules.ts'
import type { RapportMatter } from './rapport-evaluation.queries.server.ts'
import { limitsOf } from './rapport-evaluation.rules.ts'
import { avisSens, rapportNatures, recommandationEtats } from './rapport-evaluation.schema.ts'
import { exempleNote } from './referentiel.document.ts'
import { criteres, type Objet, objetLeads, objets, reponses } from './referentiel.schema.ts'
import { feuWords } from './suivi.rules.ts'

type Question = RapportMatter['questions'][number]
type Constat = Question['constats'][number]

/** An evaluation report on paper: what was found, how sure one is, what is not known, what to do next. */
export function rapportEvaluationDocument(matter: RapportMatter): DocumentInput {
  const { rapport, document, issuer, today } = matter
  return {
    title: rapport.titre,
    subtitle: document.titre,
    kind: rapportNatures[rapport.nature],
    issuer,
    date: rapport.valideLe ?? today,
    status: statusOf(rapport),
    contents: true,
    blocks: [
      ...(isExemple(matter) ? [exempleNote] : []),
      ...essentialBlocks(matter),
      ...textBlocks('Introduction', rapport.introduction),
      ...answersBlocks(matter),
      ...suiviBlocks(matter),
      ...etudesBlocks(matter),
      ...limitsBlocks(matter),
      ...recommandationsBlocks(matter),
      ...avisBlocks(matter),
      ...methodBlocks(),
    ],
  }
}

function statusOf({ etat, valideLe, signePar, avisAvant }: RapportMatter['rapport']): string {
  if (etat === 'valide' && valideLe) return `Signé le ${formatDate(valideLe)} par ${signePar}`
  return etat === 'avis' && avisAvant
    ? `Soumis pour avis jusqu’au ${formatDate(avisAvant)}`
    : 'Document de travail'
}

function isExemple({ rapport, questions, suivi, etudes }: RapportMatter): boolean {
  return [rapport, ...questions, ...suivi, ...etudes].some((its) => its.exemple)
}

function textBlocks(title: string, text: string): BlockInput[] {
  return text === '' ? [] : [{ type: 'heading', level: 1, text: title }, ...paragraphs(text)]
}

const paragraphs = (text: string): BlockInput[] =>
  text
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => ({ type: 'paragraph', text: part.trim() }))

function essentialBlocks({ rapport, questions, etudes, recommandations }: RapportMatter): BlockInput[] {
  const constats = questions.flatMap((its) => its.constats)
  const solid = constats.filter((its) => its.force === 'forte' || its.force === 'moyenne')
  return [
    { type: 'heading', level: 1, text: 'L’essentiel' },
    ...paragraphs(rapport.synthese),
    {
      type: 'facts',
      look: 'figures',
      items: [
        {
          label: 'questions avec une réponse',
          value: `${questions.filter((its) => its.constats.length > 0).length} sur ${questions.length}`,
        },
        { label: 'constats à preuve moyenne ou forte', value: `${solid.length} sur ${constats.length}` },
        { label: 'études d’impact faites', value: String(etudes.length) },
        { label: 'recommandations', value: String(recommandations.length) },
      ],
    },
  ]
}

function answersBlocks({ questions }: RapportMatter): BlockInput[] {
  // keys of a const record
  return (Object.keys(objets) as Objet[]).flatMap((objet): BlockInput[] => {
    const own = questions.filter((its) => its.objet === objet)
    return own.length === 0
      ? []
      : [
          { type: 'heading', level: 1, text: objets[objet] },
          { type: 'paragraph', text: objetLeads[objet] },
          ...own.flatMap((question, at) => questionBlocks(question, at + 1)),
        ]
  })
}

function questionBlocks(question: Question, rank: number): BlockInput[] {
  const { critere, axe, jugement } = question
  const asked = [criteres[critere], axe && `axe ${axe}`, jugement && `réussi si : ${jugement}`]
  return [
    { type: 'heading', level: 2, text: `${rank}. ${question.texte}` },
    { type: 'paragraph', look: 'small', text: asked.filter(Boolean).join(' · ') },
    ...(question.constats.length === 0
      ? [
          {
            type: 'paragraph' as const,
            text: `Pas encore de réponse : attendue le ${formatDate(question.echeance)}, par ${question.organisation}.`,
          },
        ]
      : question.constats.flatMap(constatBlocks)),
  ]
}

function constatBlocks(constat: Constat): BlockInput[] {
  return [
    {
      type: 'paragraph',
      text: [{ text: `${reponses[constat.reponse]}. `, strong: true }, constat.titre],
    },
    ...paragraphs(constat.texte),
    {
      type: 'facts',
      items: [
        { label: 'Solidité', value: forceWords[constat.force] },
        { label: 'S’appuie sur', value: evidenceWords(constat) },
        { label: 'Ne dit pas', value: constat.limites || 'aucune limite n’est écrite' },
      ],
    },
  ]
}

function evidenceWords({ etudes, diagnostics, indicateurs, chiffres }: Constat): string {
  const all = [
    ...etudes.map((its) => `étude d’impact « ${its.titre} » (${verdictWords(its.verdict)})`),
    ...diagnostics.map((its) => `diagnostic « ${its.titre} »`),
    ...indicateurs.map((its) => `suivi « ${its.nom} »`),
    ...chiffres.map((its) => `observatoire « ${its} »`),
  ]
  return all.length === 0 ? 'rien qui soit cité' : formatList(all)
}

const verdictWords = (level: string | null): string =>
  isVerdictLevel(level) ? levelWords[level].toLowerCase() : 'pas encore figée'

function suiviBlocks({ suivi }: RapportMatter): BlockInput[] {
  if (suivi.length === 0) return []
  const shown = (point: { annee: number; valeur: number } | null, unite: string) =>
    point ? `${formatNumber(point.valeur, 1)} ${unite} (${point.annee})` : '—'
  return [
    { type: 'heading', level: 1, text: 'Indicateurs suivis' },
    {
      type: 'table',
      caption: 'Où en sont les indicateurs, et la règle de chaque feu',
      columns: [
        { label: 'Indicateur', width: 3 },
        { label: 'Référence', width: 2 },
        { label: 'Dernière valeur', width: 2 },
        { label: 'Feu et règle', width: 4 },
      ],
      rows: suivi.map(({ nom, unite, suivi: followed, standing }) => [
        nom,
        shown(followed.reference, unite),
        shown(standing.dernier, unite),
        [{ text: `${feuWords[standing.feu]}. `, strong: true }, standing.regle],
      ]),
    },
  ]
}

function etudesBlocks({ etudes }: RapportMatter): BlockInput[] {
  const heading = { type: 'heading', level: 1, text: 'Études d’impact' } as const
  if (etudes.length === 0)
    return [
      heading,
      {
        type: 'paragraph',
        text: 'Aucune étude d’impact n’a été menée pour ce document : les évolutions décrites ne disent rien de leurs causes.',
      },
    ]
  return [
    heading,
    {
      type: 'paragraph',
      text: `${formatCount(etudes.length, 'étude')}, toutes reprises ici, y compris celles qui ne concluent pas. Chaque étude de plus augmente le risque d’une fausse alerte.`,
    },
    ...etudes.flatMap((its): BlockInput[] => [
      { type: 'heading', level: 2, text: its.titre },
      {
        type: 'paragraph',
        text: [{ text: `${levelOf(its.verdict)}. `, strong: true }, its.texte ?? ''],
      },
    ]),
  ]
}

const levelOf = (level: string | null): string => (isVerdictLevel(level) ? levelWords[level] : 'Sans verdict')

function limitsBlocks({ rapport, questions }: RapportMatter): BlockInput[] {
  const counted = limitsOf(questions)
  return [
    { type: 'heading', level: 1, text: 'Limites' },
    ...paragraphs(rapport.limites),
    ...(counted.length > 0 ? [{ type: 'list' as const, items: counted }] : []),
    {
      type: 'paragraph',
      look: 'small',
      text: 'Un effet mesuré porte sur le territoire, pas sur les habitants présents au départ.',
    },
  ]
}

function recommandationsBlocks({ recommandations }: RapportMatter): BlockInput[] {
  const heading = { type: 'heading', level: 1, text: 'Recommandations' } as const
  if (recommandations.length === 0) return [heading, { type: 'paragraph', text: 'Aucune recommandation.' }]
  return [
    heading,
    {
      type: 'table',
      caption: 'Qui fait quoi, pour quand',
      columns: [
        { label: 'Recommandation', width: 4 },
        { label: 'Constat', width: 3 },
        { label: 'Qui', width: 2 },
        { label: 'Pour le', width: 2 },
        { label: 'État', width: 1.5 },
      ],
      rows: recommandations.map((its) => [
        its.texte,
        its.constat ?? '—',
        its.organisation,
        formatDate(its.echeance),
        recommandationEtats[its.etat],
      ]),
    },
  ]
}

function avisBlocks({ avis }: RapportMatter): BlockInput[] {
  if (avis.length === 0) return []
  return [
    { type: 'heading', level: 1, text: 'Avis des partenaires' },
    ...avis.flatMap((its): BlockInput[] => {
      const by = `${its.organisation}, le ${formatDate(its.donneLe)}`
      return its.texte === ''
        ? [{ type: 'paragraph', text: `${avisSens[its.sens]} (${by}).` }]
        : [{ type: 'quote', text: `${avisSens[its.sens]}. ${its.texte}`, by }]
    }),
  ]
}

function methodBlocks(): BlockInput[] {
  return [
    { type: 'heading', level: 1, text: 'Comment lire la solidité des réponses' },
    { type: 'paragraph', text: forceRule },
  ]
}
