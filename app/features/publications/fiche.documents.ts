import type { FichePage } from '#app/features/fiches/index.server.ts'
import { ficheEtats } from '#app/features/fiches/index.words.ts'
import { formatDate, formatPeriode, type IsoDate } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import { yearBars } from './chart.ts'
import { textBlocks } from './text-blocks.ts'

/** What the documents of a fiche are made from: the fiche as its page shows it, to the person who asks. */
export type FicheMatter = Pick<FichePage, 'fiche' | 'names' | 'parts' | 'parent'>

interface Issued {
  issuer: string
  date: IsoDate
}

type Resultat = FicheMatter['parts']['resultats'][number]

const noms = (list: ReadonlyArray<{ nom: string }>): string => formatList(list.map(({ nom }) => nom))

/** The « fiche action »: what is planned, by whom, where, when, with what. */
export function ficheActionDocument(matter: FicheMatter, issued: Issued): DocumentInput {
  const { fiche, parts } = matter
  return {
    ...headOf(matter, issued, 'Fiche action'),
    blocks: [
      ...exampleCallout(fiche.exemple),
      ...lead(fiche.resume),
      { type: 'facts', items: identityOf(matter) },
      ...section('Contexte', fiche.contexte),
      ...section('Objectifs', fiche.objectifs),
      ...organisationsOf(matter),
      ...etapesOf(parts.etapes),
      ...actionsOf(parts.actions),
      ...moyensOf(matter),
      ...attendusOf(parts.resultats),
      ...parts.citations.map((its): BlockInput => ({ type: 'quote', text: its.texte, by: its.fonction })),
      sources(issued),
    ],
  }
}

/** The « fiche bilan »: what was done and what came of it, with figures or the words « non mesuré ». */
export function ficheBilanDocument(matter: FicheMatter, issued: Issued): DocumentInput {
  const { fiche, parts } = matter
  const measured = parts.resultats.filter(isMeasured)
  return {
    ...headOf(matter, issued, 'Fiche bilan'),
    blocks: [
      ...exampleCallout(fiche.exemple),
      ...lead(fiche.resume),
      { type: 'facts', items: identityOf(matter) },
      ...section('Ce qui était visé', fiche.objectifs),
      ...progressOf(parts.etapes),
      { type: 'heading', level: 1, text: 'Résultats' },
      ...(measured.length > 0 ? measured.flatMap(resultatBlocks) : [notMeasured(parts.resultats.length)]),
      ...moyensOf(matter),
      ...suiviOf(parts.suivi),
      ...section('Leçons', fiche.lecons),
      ...parts.citations.map((its): BlockInput => ({ type: 'quote', text: its.texte, by: its.fonction })),
      sources(issued),
    ],
  }
}

function headOf({ fiche }: FicheMatter, { issuer, date }: Issued, kind: string) {
  return {
    title: fiche.titre,
    kind: `${kind} · ${fiche.code}`,
    issuer,
    date,
    status: ficheEtats[fiche.etat],
  }
}

function sources({ issuer, date }: Issued): BlockInput {
  return {
    type: 'sources',
    items: [`Espace de travail du projet de cohésion sociale, ${issuer}, état au ${formatDate(date)}.`],
  }
}

export function exampleCallout(exemple: boolean): BlockInput[] {
  return exemple
    ? [
        {
          type: 'callout',
          tone: 'warning',
          title: 'Exemple',
          text: 'Données inventées pour la démonstration.',
        },
      ]
    : []
}

const lead = (text: string): BlockInput[] => (text ? [{ type: 'paragraph', look: 'lead', text }] : [])

function section(title: string, text: string): BlockInput[] {
  return text ? [{ type: 'heading', level: 1, text: title }, ...textBlocks(text, 2)] : []
}

function identityOf({ fiche, names, parent }: FicheMatter) {
  const facts: Array<[string, string]> = [
    ['Axe', noms([...names.axe, ...names.autresAxes])],
    ['Programme', parent ? `${parent.code} ${parent.titre}` : ''],
    ['Documents-cadres', noms(names.documents)],
    ['Thèmes transversaux', noms(names.themes)],
    ['Porteur', noms(names.porteur)],
    ['Où', placesOf(names)],
    ['Quand', fiche.debut || fiche.fin ? formatPeriode(fiche) : ''],
    ['Pour qui', fiche.publicVise],
    [
      'Bénéficiaires prévus',
      fiche.beneficiairesPrevus === null ? '' : formatNumber(fiche.beneficiairesPrevus),
    ],
    ['Budget prévisionnel', fiche.budgetCentimes === null ? '' : formatEurosRounded(fiche.budgetCentimes)],
  ]
  const known = facts.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }))
  return [{ label: 'État', value: ficheEtats[fiche.etat] }, ...known]
}

function placesOf({ communes, qpv }: FicheMatter['names']): string {
  if (communes.length > 0) return noms(communes)
  return qpv.length > 0 ? noms(qpv) : 'Tout le territoire'
}

function organisationsOf({ names }: FicheMatter): BlockInput[] {
  const rows = [
    ...names.porteur.map(({ nom }) => [nom, 'Porteur']),
    ...names.operateurs.map(({ nom }) => [nom, 'Opérateur']),
    ...names.partenaires.map(({ nom }) => [nom, 'Partenaire']),
    ...names.financeurs.map(({ nom }) => [nom, 'Financeur']),
  ]
  if (rows.length === 0) return []
  return [
    { type: 'heading', level: 1, text: 'Qui fait quoi' },
    {
      type: 'table',
      caption: 'Organisations et rôles',
      columns: [{ label: 'Organisation', width: 3 }, { label: 'Rôle' }],
      rows,
    },
  ]
}

const etapeWords = {
  a_faire: 'À faire',
  en_cours: 'En cours',
  faite: 'Faite',
  abandonnee: 'Abandonnée',
} as const

function etapesOf(etapes: FicheMatter['parts']['etapes']): BlockInput[] {
  if (etapes.length === 0) return []
  return [
    { type: 'heading', level: 1, text: 'Étapes' },
    {
      type: 'table',
      caption: 'Étapes de l’action',
      columns: [
        { label: 'Étape', width: 3 },
        { label: 'Opérateur', width: 2 },
        { label: 'Échéance' },
        { label: 'État' },
      ],
      rows: etapes.map((its) => [
        its.titre,
        its.operateur ?? '',
        its.echeance ? formatDate(its.echeance) : '',
        etapeWords[its.etat],
      ]),
    },
  ]
}

function progressOf(etapes: FicheMatter['parts']['etapes']): BlockInput[] {
  if (etapes.length === 0) return []
  const done = etapes.filter(({ etat }) => etat === 'faite').length
  const dropped = etapes.filter(({ etat }) => etat === 'abandonnee').length
  const words = `${formatCount(done, 'étape faite', 'étapes faites')} sur ${etapes.length}${
    dropped > 0 ? `, ${formatCount(dropped, 'abandonnée', 'abandonnées')}` : ''
  }.`
  return [
    { type: 'heading', level: 1, text: 'Ce qui a été fait' },
    { type: 'paragraph', text: words },
    ...etapesOf(etapes).slice(1),
  ]
}

function actionsOf(actions: FicheMatter['parts']['actions']): BlockInput[] {
  if (actions.length === 0) return []
  return [
    { type: 'heading', level: 1, text: 'Actions du programme' },
    {
      type: 'table',
      caption: formatCount(actions.length, 'action', 'actions'),
      columns: [
        { label: 'Code' },
        { label: 'Action', width: 4 },
        { label: 'Porteur', width: 3 },
        { label: 'État' },
      ],
      rows: actions.map((its) => [its.code, its.titre, its.porteur ?? '', ficheEtats[its.etat]]),
    },
  ]
}

const moyenWords = { etp: 'ETP', euros: 'Euros', materiel: 'Matériel' } as const

function moyensOf({ fiche, parts }: FicheMatter): BlockInput[] {
  if (parts.moyens.length === 0 && fiche.budgetCentimes === null) return []
  const budget: string[][] =
    fiche.budgetCentimes === null
      ? []
      : [['Budget prévisionnel', formatEurosRounded(fiche.budgetCentimes), '']]
  const rows = parts.moyens.map((its) => [
    `${moyenWords[its.nature]} ${its.annee}`,
    its.valeur === null ? '' : formatNumber(its.valeur, 1),
    its.description,
  ])
  return [
    { type: 'heading', level: 1, text: 'Moyens' },
    {
      type: 'table',
      caption: 'Moyens humains, financiers et matériels',
      columns: [
        { label: 'Moyen', width: 2 },
        { label: 'Valeur', align: 'end' },
        { label: 'Précision', width: 3 },
      ],
      rows: [...budget, ...rows],
    },
  ]
}

function attendusOf(resultats: ReadonlyArray<Resultat>): BlockInput[] {
  if (resultats.length === 0) return []
  return [
    { type: 'heading', level: 1, text: 'Résultats attendus' },
    {
      type: 'table',
      caption: 'Indicateurs, point de départ et cibles',
      columns: [
        { label: 'Indicateur', width: 3 },
        { label: 'Départ', align: 'end' },
        { label: 'Cibles', width: 2 },
      ],
      rows: resultats.map((its) => [
        its.unite ? `${its.indicateur} (${its.unite})` : its.indicateur,
        formatNumber(its.valeurInitiale, 1),
        its.annees
          .filter(({ cible }) => cible !== null)
          .map(({ annee, cible }) => `${annee} : ${formatNumber(cible, 1)}`)
          .join(' ; '),
      ]),
    },
  ]
}

function isMeasured({ annees }: Resultat): boolean {
  return annees.some(({ observe }) => observe !== null)
}

function notMeasured(wanted: number): BlockInput {
  const why =
    wanted === 0
      ? 'Aucun indicateur n’a été choisi pour cette action.'
      : 'Les indicateurs choisis n’ont aucune valeur observée.'
  return { type: 'callout', tone: 'warning', title: 'Non mesuré', text: why }
}

function resultatBlocks(resultat: Resultat): BlockInput[] {
  const { indicateur, unite, valeurInitiale, annees } = resultat
  const caption = unite ? `${indicateur} (${unite})` : indicateur
  const said = annees.map(
    ({ annee, cible, observe }) =>
      `${annee} : ${observe === null ? 'non mesuré' : formatNumber(observe, 1)}${cible === null ? '' : ` pour une cible de ${formatNumber(cible, 1)}`}`,
  )
  return [
    { type: 'figure', svg: yearBars(annees), alt: `${caption}. ${said.join(' ; ')}.`, caption, width: 0.75 },
    {
      type: 'table',
      caption: `${caption} : les valeurs`,
      columns: [
        { label: 'Année' },
        { label: 'Cible', align: 'end' },
        { label: 'Observé', align: 'end' },
        { label: 'Écart', align: 'end' },
        { label: 'Remarque', width: 3 },
      ],
      rows: annees.map((its) => [
        String(its.annee),
        formatNumber(its.cible, 1),
        its.observe === null ? 'non mesuré' : formatNumber(its.observe, 1),
        its.cible === null || its.observe === null ? '' : formatNumber(its.observe - its.cible, 1),
        its.note,
      ]),
      source:
        valeurInitiale === null
          ? 'Point de départ non mesuré.'
          : `Point de départ : ${formatNumber(valeurInitiale, 1)}.`,
    },
  ]
}

function suiviOf(suivi: FicheMatter['parts']['suivi']): BlockInput[] {
  if (suivi.length === 0) return []
  return [
    { type: 'heading', level: 1, text: 'Suivi' },
    { type: 'list', items: suivi.map((its) => `${formatDate(its.le)} : ${its.texte}`) },
  ]
}
