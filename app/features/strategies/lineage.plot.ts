import { type IsoDate, isoDate, yearOf } from '#app/lib/dates.ts'
import type { DocumentEtat, DocumentNature, RelationNature } from './document.schema.ts'

export interface LineageDocument {
  id: string
  code: string
  nature: DocumentNature
  titre: string
  debut: IsoDate
  fin: IsoDate | null
  etatAt: DocumentEtat
  communes: number
  signataires: number
  signatures: number
}

export interface LineageRelation {
  id: string
  deId: string
  versId: string
  nature: RelationNature
}

export interface Box extends LineageDocument {
  x: number
  y: number
  width: number
  lane: number
  label: string
  detail: string
}

export interface Lineage {
  boxes: Box[]
  links: Array<{ id: string; nature: RelationNature; path: string }>
  ticks: Array<{ x: number; label: string }>
  cursorX: number | null
  width: number
  height: number
}

const WIDTH = 1000
const BOX = 58
const LANE = 96
const TOP = 34
const SHARED_GAP = 26

const shortNames: Record<DocumentNature, string> = {
  contrat_de_ville: 'Contrat de ville',
  pucs: 'PUCS',
  ptcs: 'PTCS',
  cls: 'CLS',
  cispd: 'CISPD',
  ctg: 'CTG',
  pedt: 'PEDT',
  plie: 'PLIE',
  autre: 'Document',
}

/** Where each document and each link stands on a line of time; the cursor is the day the project is read at. */
export function layoutLineage(
  documents: ReadonlyArray<LineageDocument>,
  relations: ReadonlyArray<LineageRelation>,
  at: IsoDate,
): Lineage {
  const first = Math.min(...documents.map((its) => yearOf(its.debut)))
  const last = Math.max(
    first + 8,
    ...documents.map((its) => yearOf(its.fin ?? isoDate(`${yearOf(at) + 2}-01-01`))),
  )
  const scale = (day: IsoDate): number => ((yearFraction(day) - first) / (last - first)) * WIDTH
  const lanes: number[] = []
  const boxes = documents.map((its): Box => {
    const x = Math.max(0, scale(its.debut))
    const end = its.fin ? scale(its.fin) : WIDTH
    const free = lanes.findIndex((until) => until <= x + 1)
    const lane = free < 0 ? lanes.length : free
    lanes[lane] = end
    return { ...its, x, lane, y: TOP + lane * LANE, width: Math.max(40, end - x - 6), ...wordsOf(its) }
  })
  const cursor = scale(at)
  return {
    boxes,
    links: linksOf(boxes, relations),
    ticks: ticksOf(first, last, (year) => scale(isoDate(`${year}-01-01`))),
    cursorX: cursor >= 0 && cursor <= WIDTH ? cursor : null,
    width: WIDTH,
    height: TOP + lanes.length * LANE,
  }
}

function wordsOf(its: LineageDocument): { label: string; detail: string } {
  const details = [
    its.communes > 0 && `${its.communes} communes`,
    its.signataires > 0 && `${its.signatures} signataires sur ${its.signataires}`,
  ].filter((word) => word !== false)
  return { label: `${shortNames[its.nature]} ${yearOf(its.debut)}`, detail: details.join(', ') }
}

function linksOf(boxes: ReadonlyArray<Box>, relations: ReadonlyArray<LineageRelation>): Lineage['links'] {
  const byId = new Map(boxes.map((box) => [box.id, box]))
  let besides = 0
  return relations.flatMap(({ id, nature, deId, versId }): Lineage['links'] => {
    const [de, vers] = [byId.get(deId), byId.get(versId)]
    if (!de || !vers) return []
    if (nature !== 'renouvelle') {
      besides += 1
      return [{ id, nature, path: besidePath(de, vers, besides) }]
    }
    const [x1, y1, x2, y2] = [vers.x + vers.width, vers.y + BOX / 2, de.x, de.y + BOX / 2]
    const middle = (x1 + x2) / 2
    return [{ id, nature, path: `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}` }]
  })
}

function besidePath(de: Box, vers: Box, rank: number): string {
  const [upper, lower] = de.y < vers.y ? [de, vers] : [vers, de]
  const x = Math.max(upper.x, lower.x) + SHARED_GAP * rank
  return `M${x} ${upper.y + BOX} V${lower.y}`
}

function ticksOf(first: number, last: number, scale: (year: number) => number) {
  const step = last - first > 30 ? 10 : last - first > 12 ? 5 : 2
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return years.filter((year) => year % step === 0).map((year) => ({ x: scale(year), label: String(year) }))
}

function yearFraction(day: IsoDate): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return year + (month - 1 + (date - 1) / 31) / 12
}
