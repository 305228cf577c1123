import { documentEtats, documentNatures, relationWords } from '#app/features/strategies/index.words.ts'
import { formatDate, formatPeriode, type IsoDate } from '#app/lib/dates.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import { type LegalItem, legalItems } from './cadre.rules.ts'
import type { CadreMatter } from './cadre-matter.server.ts'
import { exampleCallout } from './fiche.documents.ts'
import { textBlocks } from './text-blocks.ts'

/** The framework document itself: its text, perimeter, axes, signatures, commitments, and for a contrat de ville the six items of the law. */
export function cadreDocument(matter: CadreMatter, issued: { issuer: string; date: IsoDate }): DocumentInput {
  const { document, etat, at } = matter
  return {
    title: document.titre,
    kind: documentNatures[document.nature],
    issuer: issued.issuer,
    date: issued.date,
    status: documentEtats[etat],
    contents: true,
    blocks: [
      ...exampleCallout(document.exemple),
      ...(document.resume
        ? [{ type: 'paragraph' as const, look: 'lead' as const, text: document.resume }]
        : []),
      { type: 'facts', items: identityOf(matter) },
      ...(document.texte ? [heading('Le projet'), ...textBlocks(document.texte, 2)] : []),
      ...perimetreOf(matter),
      ...axesOf(matter),
      ...(document.nature === 'contrat_de_ville' ? legalOf(legalItems(matter)) : []),
      ...engagementsOf(matter),
      ...avenantsOf(matter),
      ...signatairesOf(matter),
      {
        type: 'sources',
        items: [
          `Espace de travail du projet, ${issued.issuer}, état au ${formatDate(at)}.`,
          ...(document.source ? [document.source] : []),
        ],
      },
    ],
  }
}

const heading = (text: string): BlockInput => ({ type: 'heading', level: 1, text })

function identityOf({ document, etat, signataires, perimetre, relations, others }: CadreMatter) {
  const titleOf = (id: string): string => others.find((its) => its.id === id)?.titre ?? ''
  const links = relations.map((link) => {
    const other = link.deId === document.id ? link.versId : link.deId
    return `${relationWords(link, document.id)} « ${titleOf(other)} »`
  })
  const facts: Array<[string, string]> = [
    ['Période', formatPeriode(document)],
    ['État', documentEtats[etat]],
    ['Signature', document.dateSignature ? formatDate(document.dateSignature) : ''],
    ['Communes', perimetre ? String(perimetre.communes.length) : ''],
    ['Quartiers prioritaires', perimetre && perimetre.qpv.length > 0 ? String(perimetre.qpv.length) : ''],
    ['Signataires', signataires.length > 0 ? String(signataires.length) : ''],
    ['Liens', formatList(links)],
  ]
  return facts.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }))
}

function perimetreOf({ perimetre }: CadreMatter): BlockInput[] {
  if (!perimetre || perimetre.communes.length === 0) return []
  const communes = perimetre.communes.map((its) => (its.aConfirmer ? `${its.nom} (à confirmer)` : its.nom))
  const blocks: BlockInput[] = [
    heading('Périmètre'),
    { type: 'paragraph', text: `${formatCount(communes.length, 'commune')} : ${formatList(communes)}.` },
  ]
  if (perimetre.qpv.length > 0)
    blocks.push({
      type: 'table',
      caption: formatCount(perimetre.qpv.length, 'quartier prioritaire', 'quartiers prioritaires'),
      columns: [{ label: 'Code' }, { label: 'Quartier', width: 4 }, { label: 'Génération' }],
      rows: perimetre.qpv.map((its) => [its.code, its.nom, String(its.generation)]),
    })
  return blocks
}

function axesOf({ axes }: CadreMatter): BlockInput[] {
  if (axes.length === 0) return []
  const blocks: BlockInput[] = [heading('Les axes')]
  for (const axe of axes) {
    const title = `${axe.numero}. ${axe.titre}`
    if (axe.depth === 0) blocks.push({ type: 'heading', level: 2, text: title }, ...textBlocks(axe.texte, 3))
    else if (axe.depth === 1) blocks.push({ type: 'paragraph', text: [{ text: title, strong: true }] })
    else blocks.push({ type: 'list', items: [title] })
  }
  return merged(blocks)
}

/** Lists that follow one another are one list. */
function merged(blocks: BlockInput[]): BlockInput[] {
  const kept: BlockInput[] = []
  for (const block of blocks) {
    const last = kept.at(-1)
    if (last?.type === 'list' && block.type === 'list') last.items.push(...block.items)
    else kept.push(block)
  }
  return kept
}

function legalOf(items: ReadonlyArray<LegalItem>): BlockInput[] {
  return [
    heading('Ce que la loi demande d’un contrat de ville'),
    {
      type: 'table',
      caption: 'Loi du 21 février 2014, article 6, IV : les six points',
      columns: [
        { label: 'Point', width: 4 },
        { label: 'Ce qui est là', width: 4 },
        { label: 'État', width: 2 },
      ],
      rows: items.map((item) => [item.point, item.trouve, item.present ? 'Présent' : 'À compléter']),
    },
  ]
}

const natureWords = {
  action: 'Action',
  moyens: 'Moyens',
  donnees: 'Données',
  participation: 'Participation',
} as const
const etatWords = { en_cours: 'En cours', tenu: 'Tenu', rompu: 'Rompu', abandonne: 'Abandonné' } as const

function engagementsOf({ engagements }: CadreMatter): BlockInput[] {
  if (engagements.length === 0) return []
  return [
    heading('Engagements des signataires'),
    {
      type: 'table',
      caption: formatCount(engagements.length, 'engagement'),
      columns: [
        { label: 'Signataire', width: 2 },
        { label: 'Engagement', width: 4 },
        { label: 'Nature' },
        { label: 'Échéance' },
        { label: 'État' },
      ],
      rows: engagements.map((its) => [
        its.organisation,
        its.texte,
        natureWords[its.nature],
        its.echeance ? formatDate(its.echeance) : '',
        etatWords[its.etat],
      ]),
    },
  ]
}

function avenantsOf({ avenants }: CadreMatter): BlockInput[] {
  const adopted = avenants.filter(({ etat }) => etat === 'adopte')
  if (adopted.length === 0) return []
  return [
    heading('Avenants'),
    {
      type: 'list',
      items: adopted.map(
        (its) =>
          `Avenant n° ${its.numero}${its.dateAdoption ? `, adopté le ${formatDate(its.dateAdoption)}` : ''} : ${its.objet}`,
      ),
    },
  ]
}

/** Signed, it says who signed and when; still to be signed, it leaves the room to do so. */
function signatairesOf({ signataires, etat }: CadreMatter): BlockInput[] {
  if (signataires.length === 0) return []
  const remark = (its: CadreMatter['signataires'][number]): string =>
    [its.aConfirmer ? 'à confirmer' : '', its.exemple ? 'exemple' : ''].filter(Boolean).join(', ')
  if (etat === 'redaction')
    return [
      heading('Signataires'),
      { type: 'signatures', parties: signataires.map((its) => ({ name: its.nom, role: its.fonction })) },
    ]
  return [
    heading('Signataires'),
    {
      type: 'table',
      caption: formatCount(signataires.length, 'signataire'),
      columns: [
        { label: 'Signataire', width: 3 },
        { label: 'Fonction', width: 2 },
        { label: 'Signé le' },
        { label: 'Remarque', width: 1.5 },
      ],
      rows: signataires.map((its) => [
        its.nom,
        its.fonction,
        its.dateSignature ? formatDate(its.dateSignature) : 'non signé',
        remark(its),
      ]),
    },
  ]
}
