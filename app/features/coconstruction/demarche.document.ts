import { avisSens } from '#app/lib/avis.ts'
import { formatDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import { contributionNatures, demarcheEtats } from './demarche.words.ts'
import type { WholeDemarche } from './demarche-page.server.ts'

/** The project as councils read it: each axis with the numbers of what it cites, then all contributions and opinions. */
export function demarcheDocument(view: WholeDemarche): DocumentInput {
  const { demarche, contributions } = view
  const numbers = new Map(contributions.map((its, at) => [its.id, at + 1]))
  return {
    title: demarche.titre,
    subtitle: demarche.document.titre,
    kind: 'Projet de texte',
    issuer: view.issuer,
    date: view.today,
    status: demarcheEtats[demarche.etat],
    contents: true,
    blocks: [
      ...exampleOf(view),
      ...(demarche.objet
        ? [{ type: 'paragraph' as const, look: 'lead' as const, text: demarche.objet }]
        : []),
      {
        type: 'facts',
        items: [
          { label: 'Groupes', value: view.groups.map((its) => its.nom).join(' ; ') || 'Aucun' },
          { label: 'Contributions', value: summaryOf(view) },
        ],
      },
      ...view.axes.flatMap((axe) => axeBlocks(view, axe, numbers)),
      ...annexContributions(view, numbers),
      ...annexAvis(view),
    ],
  }
}

function exampleOf({ demarche }: WholeDemarche): BlockInput[] {
  if (!demarche.exemple) return []
  const text =
    'Les contributions, le texte et les avis de cette démarche sont inventés pour la démonstration.'
  return [{ type: 'callout', title: 'Exemple', text, tone: 'warning' }]
}

function summaryOf({ contributions }: WholeDemarche): string {
  const count = (etat: string) => contributions.filter((its) => its.traitement === etat).length
  return `${contributions.length}, dont ${count('reprise')} reprises dans le texte, ${count('non_reprise')} non reprises et ${count('a_traiter')} à traiter`
}

function axeBlocks(
  { passages }: WholeDemarche,
  { id, numero, titre, depth }: { id: string; numero: string; titre: string; depth: number },
  numbers: ReadonlyMap<string, number>,
): BlockInput[] {
  const own = passages.filter((its) => its.axeId === id)
  if (own.length === 0) return []
  const level = depth === 0 ? (1 as const) : (2 as const)
  return [
    { type: 'heading', level, text: `${numero}. ${titre}` },
    ...own.map((its): BlockInput => {
      const cites = its.citations.flatMap((one) => numbers.get(one) ?? []).toSorted((a, b) => a - b)
      return { type: 'paragraph', text: cites.length > 0 ? `${its.texte} [${cites.join(', ')}]` : its.texte }
    }),
  ]
}

function annexContributions(
  { contributions, passages }: WholeDemarche,
  numbers: ReadonlyMap<string, number>,
): BlockInput[] {
  if (contributions.length === 0) return []
  const rangs = new Map(passages.map((its) => [its.id, its.rang]))
  const becomes = (its: WholeDemarche['contributions'][number]): string => {
    if (its.traitement === 'reprise')
      return `Reprise (${its.citations.map(({ passageId }) => `passage ${rangs.get(passageId) ?? ''}`).join(', ')})`
    return its.traitement === 'non_reprise' ? `Non reprise : ${its.motifEcart}` : 'À traiter'
  }
  return [
    { type: 'pageBreak' },
    { type: 'heading', level: 1, text: 'Annexe : les contributions et ce qu’elles deviennent' },
    {
      type: 'table',
      caption: 'Contributions',
      columns: [
        { label: 'N°', align: 'end', width: 0.5 },
        { label: 'Contribution', width: 4 },
        { label: 'De qui', width: 2 },
        { label: 'Points', align: 'end', width: 0.7 },
        { label: 'Ce qu’elle devient', width: 2.5 },
      ],
      rows: contributions.map((its) => [
        String(numbers.get(its.id)),
        `${contributionNatures[its.nature]} : ${its.texte}`,
        [its.auteur, its.organisation !== its.auteur && its.organisation, its.groupe]
          .filter(Boolean)
          .join(', '),
        String(its.points),
        becomes(its),
      ]),
    },
  ]
}

function annexAvis({ avis, demarche }: WholeDemarche): BlockInput[] {
  if (avis.length === 0) return []
  const silence = demarche.silenceFavorable
    ? `Sans réponse dans le délai, l’avis est réputé favorable (${demarche.fondement}).`
    : 'Aucun texte ne donne valeur d’avis au silence.'
  return [
    { type: 'heading', level: 1, text: 'Annexe : les avis' },
    {
      type: 'paragraph',
      look: 'small',
      text: `${formatCount(avis.length, 'avis demandé', 'avis demandés')}. ${silence}`,
    },
    ...avis.flatMap((its): BlockInput[] => [
      { type: 'heading', level: 2, text: demarche.tour > 1 ? `${its.nom} (tour ${its.tour})` : its.nom },
      { type: 'paragraph', text: saidBy(its, demarche.silenceFavorable) },
      ...(its.texte ? [{ type: 'quote' as const, text: its.texte, by: its.nom }] : []),
      ...(its.suite ? [{ type: 'callout' as const, title: 'Ce que le texte en fait', text: its.suite }] : []),
    ]),
  ]
}

function saidBy(
  { etat, sens, recuLe, echeance }: WholeDemarche['avis'][number],
  silenceFavorable: boolean,
): string {
  if (etat === 'recu' && sens && recuLe) return `${avisSens[sens]}, reçu le ${formatDate(recuLe)}.`
  if (etat === 'attendu') return `Attendu pour le ${formatDate(echeance)}.`
  return silenceFavorable
    ? `Sans réponse au ${formatDate(echeance)} : réputé favorable.`
    : `Sans réponse au ${formatDate(echeance)}.`
}
