import { avisSens } from '#app/lib/avis.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import { exampleCallout } from './fiche.documents.ts'
import { rapportFields } from './rapport.fields.ts'
import { type RapportInput, rapportEtats } from './rapport.schema.ts'
import type { ActionLine, AvisRow, RapportMatter } from './rapports.queries.server.ts'
import { textBlocks } from './text-blocks.ts'

/** The annual report under the headings of the decree, the opinions annexed. */
export function rapportDocument(
  matter: RapportMatter,
  issued: { issuer: string; date: IsoDate },
): DocumentInput {
  const { rapport } = matter
  return {
    title: `Rapport sur la mise en œuvre de la politique de la ville, ${rapport.annee}`,
    subtitle: rapport.document,
    kind: 'Rapport annuel politique de la ville',
    issuer: issued.issuer,
    date: issued.date,
    status: rapport.debattuLe ? `Débattu le ${formatDate(rapport.debattuLe)}` : rapportEtats[rapport.etat],
    contents: true,
    blocks: [
      ...exampleCallout(rapport.exemple),
      ...part(rapport, 'orientations', orientationsOf(matter)),
      ...part(rapport, 'situation', quartiersOf(matter)),
      ...part(rapport, 'actions', actionsOf(matter)),
      ...part(rapport, 'perspectives', []),
      ...part(rapport, 'articulation', []),
      ...part(rapport, 'dsu', []),
      ...suitesOf(matter),
      ...annexOf(matter.avis),
      {
        type: 'sources',
        items: [
          'Code général des collectivités territoriales, articles L. 1111-2 et L. 1811-2 ; décret n° 2015-1118 du 3 septembre 2015.',
          `Espace de travail du projet, ${issued.issuer}, état au ${formatDate(matter.cadre.at)}.`,
        ],
      },
    ],
  }
}

/** A part keeps its heading even when it is empty: the decree asks for it, and the reader sees that it is missing. */
function part(rapport: RapportInput, key: keyof RapportInput, live: BlockInput[]): BlockInput[] {
  const written = textBlocks(rapport[key], 2)
  const empty: BlockInput[] =
    written.length + live.length === 0
      ? [{ type: 'paragraph', look: 'small', text: 'Partie non écrite.' }]
      : []
  return [{ type: 'heading', level: 1, text: rapportFields[key].label }, ...written, ...live, ...empty]
}

function orientationsOf({ cadre }: RapportMatter): BlockInput[] {
  const roots = cadre.axes.filter(({ depth }) => depth === 0)
  if (roots.length === 0) return []
  return [
    { type: 'paragraph', text: `${cadre.document.titre} : ${formatCount(roots.length, 'axe')}.` },
    { type: 'list', items: roots.map((axe) => `${axe.numero}. ${axe.titre}`) },
  ]
}

function quartiersOf({ cadre }: RapportMatter): BlockInput[] {
  const quartiers = cadre.perimetre?.qpv ?? []
  if (quartiers.length === 0) return []
  return [
    {
      type: 'table',
      caption: formatCount(
        quartiers.length,
        'quartier prioritaire du contrat',
        'quartiers prioritaires du contrat',
      ),
      columns: [{ label: 'Code' }, { label: 'Quartier', width: 4 }, { label: 'Génération' }],
      rows: quartiers.map((its) => [its.code, its.nom, String(its.generation)]),
    },
  ]
}

function actionsOf({ rapport, actions }: RapportMatter): BlockInput[] {
  const own = actions.filter(({ publique }) => publique)
  const others = actions.filter(({ publique }) => !publique)
  return [
    ...actionsTable(`Actions de l’intercommunalité et des communes, ${rapport.annee}`, own),
    ...actionsTable(`Actions des autres parties, ${rapport.annee}`, others),
  ]
}

function actionsTable(caption: string, lines: ReadonlyArray<ActionLine>): BlockInput[] {
  if (lines.length === 0) return []
  return [
    {
      type: 'table',
      caption,
      columns: [
        { label: 'Code', width: 1.5 },
        { label: 'Action', width: 4 },
        { label: 'Porteur', width: 3 },
        { label: 'Budget prévu', align: 'end', width: 1.6 },
      ],
      rows: lines.map((its) => [
        its.code,
        its.exemple ? `${its.titre} (exemple)` : its.titre,
        its.porteur ?? '',
        its.budgetCentimes === null ? 'non chiffré' : formatEurosRounded(its.budgetCentimes),
      ]),
    },
  ]
}

function suitesOf({ rapport }: RapportMatter): BlockInput[] {
  if (!rapport.debattuLe) return []
  return [
    { type: 'heading', level: 1, text: 'Suites données aux observations' },
    { type: 'paragraph', text: `Le conseil communautaire en a débattu le ${formatDate(rapport.debattuLe)}.` },
    ...textBlocks(rapport.suites, 2),
  ]
}

/** What was asked, of whom, what came back; each contribution in full. */
function annexOf(avis: ReadonlyArray<AvisRow>): BlockInput[] {
  if (avis.length === 0) return []
  const written = avis.filter(({ texte }) => texte !== '')
  return [
    { type: 'heading', level: 1, text: 'Annexe : avis et contributions' },
    {
      type: 'table',
      caption: `${formatCount(avis.length, 'avis demandé', 'avis demandés')} aux conseils municipaux et aux conseils citoyens`,
      columns: [
        { label: 'Consulté', width: 3 },
        { label: 'Envoyé le' },
        { label: 'Réponse attendue le', width: 1.4 },
        { label: 'Avis', width: 2.4 },
      ],
      rows: avis.map((its) => [its.nom, formatDate(its.envoyeLe), formatDate(its.echeance), avisWords(its)]),
    },
    ...written.flatMap((its): BlockInput[] => [
      { type: 'heading', level: 2, text: `Contribution : ${its.nom}` },
      ...textBlocks(its.texte, 3),
    ]),
  ]
}

/** « Favorable, reçu le… », « Réputé favorable… », « Attendu ». */
export function avisWords({ etat, sens, recuLe }: Pick<AvisRow, 'etat' | 'sens' | 'recuLe'>): string {
  if (etat === 'recu' && sens && recuLe) return `${avisSens[sens]}, reçu le ${formatDate(recuLe)}`
  return etat === 'tacite' ? 'Réputé favorable (sans réponse)' : 'Attendu'
}

/** « 3 reçus, 2 réputés favorables, 1 attendu ». */
export function avisCount(avis: ReadonlyArray<Pick<AvisRow, 'etat'>>): string {
  const of = (etat: AvisRow['etat']): number => avis.filter((its) => its.etat === etat).length
  return formatList([
    formatCount(of('recu'), 'avis reçu', 'avis reçus'),
    formatCount(of('tacite'), 'réputé favorable', 'réputés favorables'),
    formatCount(of('attendu'), 'attendu'),
  ])
}
