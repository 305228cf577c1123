import type { Tx } from '#app/db/connection.server.ts'
import { formatDate, formatDateWithWeekday, type IsoDate } from '#app/lib/dates.ts'
import { formatHour } from '#app/lib/paris-time.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import { type BlockInput, type Document, parseDocument } from '#app/platform/documents/document.schema.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { loadSeats } from './instances.queries.server.ts'
import { pointNatures, presences, resultats } from './seance.schema.ts'
import {
  type Convocation,
  getSeance,
  listConvocations,
  listPoints,
  listSuites,
  type Point,
  type StoredSeance,
} from './seances.queries.server.ts'

export const pieces = ['releve', 'feuille'] as const
export type Piece = (typeof pieces)[number]

/** A paper of a meeting, written from what is known of it now. */
export async function seanceDocument(
  { tx, actor, today }: { tx: Tx; actor: Actor; today: IsoDate },
  id: string,
  piece: Piece,
): Promise<Document> {
  const seance = await getSeance(tx, actor, id)
  const blocks = piece === 'releve' ? await releveBlocks(tx, seance) : await sheetBlocks(tx, seance)
  return parseDocument({
    title: seance.titre,
    subtitle: `${formatDateWithWeekday(seance.jour)} à ${formatHour(seance.heure)}${seance.lieu ? `, ${seance.lieu}` : ''}`,
    kind: piece === 'releve' ? 'Relevé de décisions' : 'Feuille de présence',
    issuer: `${actor.territoireNom} : ${seance.instance}`,
    date: today,
    status: seance.exemple ? 'Exemple' : '',
    blocks,
  })
}

async function releveBlocks(tx: Tx, seance: StoredSeance): Promise<BlockInput[]> {
  const convocations = await listConvocations(tx, seance.id)
  const points = await listPoints(tx, seance.id)
  const suites = await listSuites(tx, seance.id)
  return [
    { type: 'heading', level: 1, text: 'Présence' },
    ...presenceBlocks(convocations),
    { type: 'heading', level: 1, text: 'Ordre du jour et décisions' },
    ...points.flatMap((point, index) => pointBlocks(point, index + 1)),
    ...(suites.length === 0
      ? []
      : ([
          { type: 'heading', level: 1, text: 'Suites à donner' },
          {
            type: 'table',
            caption: 'Suites à donner',
            columns: [{ label: 'À faire', width: 3 }, { label: 'Par', width: 2 }, { label: 'Avant le' }],
            rows: suites.map((its) => [
              its.texte,
              its.organisation ?? '',
              its.echeance ? formatDate(its.echeance) : '',
            ]),
          },
        ] satisfies BlockInput[])),
  ]
}

function presenceBlocks(convocations: ReadonlyArray<Convocation>): BlockInput[] {
  if (convocations.length === 0) return [{ type: 'paragraph', text: 'Présence non renseignée.' }]
  const lines = Object.entries(presences).flatMap(([key, label]) => {
    const names = convocations.filter((its) => its.presence === key).map((its) => its.nom)
    return names.length === 0 ? [] : [{ label: `${label} (${names.length})`, value: formatList(names) }]
  })
  if (lines.length === 0) return [{ type: 'paragraph', text: 'Présence non renseignée.' }]
  return [{ type: 'facts', items: lines }]
}

function pointBlocks(point: Point, rank: number): BlockInput[] {
  const blocks: BlockInput[] = [{ type: 'heading', level: 2, text: `${rank}. ${point.titre}` }]
  blocks.push({ type: 'paragraph', look: 'small', text: `${pointNatures[point.nature]}.` })
  if (point.presentation) blocks.push({ type: 'paragraph', text: point.presentation })
  for (const paragraph of point.notes.split(/\n{2,}|\n/).filter((line) => line.trim() !== ''))
    blocks.push({ type: 'paragraph', text: paragraph })
  if (point.deports.length > 0)
    blocks.push({ type: 'paragraph', text: `Déport : ${formatList(point.deports.map((its) => its.nom))}.` })
  if (point.resultat)
    blocks.push({
      type: 'callout',
      title: `Décision : ${resultats[point.resultat].toLowerCase()}`,
      text: decisionText(point),
    })
  return blocks
}

function decisionText(point: Point): string {
  if (point.mode !== 'vote') return point.decision
  const votes = `${point.pour ?? 0} pour, ${point.contre ?? 0} contre, ${formatCount(point.abstention ?? 0, 'abstention')}`
  return `${point.decision} (${votes})`
}

async function sheetBlocks(tx: Tx, seance: StoredSeance): Promise<BlockInput[]> {
  const seats = (await loadSeats(tx, seance.jour))(seance.instanceId)
  if (seats.length === 0)
    return [{ type: 'paragraph', text: 'Personne ne siège dans cette instance à cette date.' }]
  return [
    {
      type: 'table',
      caption: `${formatCount(seats.length, 'membre')}`,
      columns: [
        { label: 'Membre', width: 3 },
        { label: 'Représenté par', width: 2 },
        { label: 'Signature', width: 3 },
      ],
      rows: seats.map((seat) => [seat.nom, seat.titulaire ?? '', '']),
    },
  ]
}
