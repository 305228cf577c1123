import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { type BlockInput, type Document, parseDocument } from '#app/platform/documents/document.schema.ts'
import type { Annexes } from './acte.schema.ts'
import { type ActeEtat, type ActeNature, acteNatures } from './acte.words.ts'
import { type ActeTable, acteTables } from './modeles.ts'

export interface PrintedActe {
  numero: string
  nature: ActeNature
  etat: ActeEtat
  emetteur: string
  action: string
  texte: string
  annexes: Annexes
  signeLe: IsoDate | null
  deliberation: string
  engagement: string
  exemple: boolean
  today: IsoDate
}

/** An act as it is printed, from the words and the tables it was written with. */
export function acteDocument(acte: PrintedActe): Document {
  const facts = [
    { label: 'Délibération', value: acte.deliberation },
    { label: 'Numéro d’engagement', value: acte.engagement },
  ].filter((its) => its.value !== '')
  const blocks = blocksOf(acte.texte, acte.annexes)
  return parseDocument({
    title: `${acteNatures[acte.nature]} ${acte.numero}`,
    subtitle: acte.action,
    kind: acteNatures[acte.nature],
    issuer: acte.emetteur,
    date: acte.signeLe ?? acte.today,
    status: statusOf(acte),
    blocks: facts.length > 0 ? [...blocks, { type: 'facts', items: facts }] : blocks,
  })
}

function statusOf({ etat, signeLe, exemple }: PrintedActe): string {
  const state =
    etat === 'annule'
      ? 'Annulé'
      : signeLe
        ? `Signé le ${formatDate(signeLe)}`
        : 'Projet, à relire et à signer'
  return exemple ? `${state} (exemple)` : state
}

/** The blocks of a text: titles, lists, tables called by their name, and paragraphs. */
export function blocksOf(texte: string, annexes: Annexes): BlockInput[] {
  const blocks: BlockInput[] = []
  let items: string[] = []
  const closeList = () => {
    if (items.length > 0) blocks.push({ type: 'list', items })
    items = []
  }
  for (const line of texte.split(/\r?\n/)) {
    const item = /^- (.+)$/.exec(line)?.[1]
    if (item) {
      items.push(item)
      continue
    }
    closeList()
    if (line.trim() !== '') blocks.push(...blockOf(line.trim(), annexes))
  }
  closeList()
  return blocks.length > 0 ? blocks : [{ type: 'paragraph', text: '' }]
}

function blockOf(line: string, annexes: Annexes): BlockInput[] {
  const title = /^# (.+)$/.exec(line)?.[1]
  if (title) return [{ type: 'heading', level: 1, text: title }]
  const table = /^\[(.+)\]$/.exec(line)?.[1]
  const asked = Object.entries(acteTables).find(([name]) => name === table)?.[1]
  return asked ? tables[asked](annexes) : [{ type: 'paragraph', text: line }]
}

const tables: Record<ActeTable, (annexes: Annexes) => BlockInput[]> = {
  plan: ({ plan }) =>
    plan.length === 0
      ? []
      : [
          {
            type: 'table',
            caption: 'Ce que chaque financeur a décidé',
            columns: [
              { label: 'Financeur', width: 3 },
              { label: 'Demandé', align: 'end' },
              { label: 'Accordé', align: 'end' },
              { label: 'Remarque', width: 2 },
            ],
            rows: plan.map((its) => [
              its.financeur,
              formatEuros(its.demandeCentimes),
              its.accordeCentimes === null ? 'à décider' : formatEuros(its.accordeCentimes),
              its.remarque,
            ]),
            totals: [
              [
                'Total',
                formatEuros(sum(plan.map((its) => its.demandeCentimes))),
                formatEuros(sum(plan.map((its) => its.accordeCentimes ?? 0))),
                '',
              ],
            ],
          },
        ],
  versements: ({ versements }) =>
    versements.length === 0
      ? [{ type: 'paragraph', text: 'Versement en une fois, à la signature.' }]
      : [
          {
            type: 'table',
            caption: 'Échéancier des versements',
            columns: [
              { label: 'Versement', width: 2 },
              { label: 'Prévu le' },
              { label: 'Montant', align: 'end' },
            ],
            rows: versements.map((its) => [
              its.libelle,
              // stored as an ISO day by the schema of the annexes
              formatDate(its.prevuLe as IsoDate),
              formatEuros(its.centimes),
            ]),
          },
        ],
  signatures: ({ signataires }) =>
    signataires.length === 0
      ? []
      : [{ type: 'signatures', place: 'Fait à …………………………, le …………………………', parties: signataires }],
}

const sum = (amounts: ReadonlyArray<number>): number => amounts.reduce((all, its) => all + its, 0)
