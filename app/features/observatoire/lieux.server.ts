import type { ReportLine } from '#app/lib/tables/index.ts'
import type { CodeRole } from '#data/sources/contract.ts'
import type { Lieu, Niveau } from '#data/sources/niveaux.ts'
import { departementOf, parseCodeCommune } from '#geo/codes.ts'
import { departementReference } from '#geo/referentiel.ts'
import type { Duck } from './duckdb.server.ts'

/** A level and generation met in a file: facts of different levels are never the same series. */
export interface Variant {
  niveau: Niveau
  generation: string | null
}

export interface PlacedRows {
  variants: Variant[]
  flags: ReportLine[]
  /** Rows whose code is a place. */
  kept: number
}

/** SQL of the text of a place code, several columns joined. */
export function codeSql(role: CodeRole): string {
  return role.columns.map((column) => `coalesce(trim(c${column}), '')`).join(' || ')
}

interface DistinctCode {
  code: string
  level: string | null
  n: bigint
  ligne: number
}

export interface PlaceTarget {
  target: string
  /** Variants known so far: the list grows, their numbers never change. */
  variants: Variant[]
  /** Places met in the earlier pieces of the file, when each may have only one row. */
  seen: Set<string> | null
}

/**
 * Reads every distinct place code of the raw table once and stores the outcome in `target` (texte, niveau_texte, code,
 * variante). Rows whose code is no place are left aside, each distinct text with its line in the report.
 */
export async function placeCodes(duck: Duck, role: CodeRole, to: PlaceTarget): Promise<PlacedRows> {
  const level = role.levelColumn === null ? 'null::varchar' : `trim(c${role.levelColumn})`
  const found =
    await duck.rows<DistinctCode>(`select ${codeSql(role)} as code, ${level} as level, count(*) as n,
    min(ligne) as ligne from brut_lignes group by all order by ligne`)
  const reader = new CodeReader(role, { canPad: allowsPadding(found), variants: to.variants, seen: to.seen })
  const rows = found.flatMap((one) => reader.read(one))
  await duck.run(
    `create or replace table ${to.target} (texte varchar, niveau_texte varchar, code varchar, variante integer)`,
  )
  await duck.append(to.target, rows)
  return { variants: to.variants, flags: reader.report(), kept: reader.kept }
}

/** A lost zero is put back only when the whole column looks like codes that lost theirs. */
function allowsPadding(found: DistinctCode[]): boolean {
  const digits = found.filter(({ code }) => /^\d+$/.test(code))
  const lengths = new Set(digits.map(({ code }) => code.length))
  return lengths.size <= 2
}

// Corsica before 1976, and lands that have communes' codes without a département.
const WITHOUT_DEPARTEMENT = /^(20|984|989)/

/** Whether a commune's code has the shape of one and is in no département: a country, a total, a slip of the hand. */
function isNowhere({ niveau, code }: Lieu): boolean {
  if (niveau !== 'commune' || WITHOUT_DEPARTEMENT.test(code)) return false
  const commune = parseCodeCommune(code)
  return commune === null || departementReference(departementOf(commune)) === null
}

class CodeReader {
  kept = 0
  private readonly variants: Variant[]
  private readonly seen: Set<string> | null
  private readonly role: CodeRole
  private readonly canPad: boolean
  private readonly flags: ReportLine[] = []
  private padded = { count: 0, line: 0, example: '' }

  constructor(role: CodeRole, facts: { canPad: boolean; variants: Variant[]; seen: Set<string> | null }) {
    this.role = role
    this.canPad = facts.canPad
    this.variants = facts.variants
    this.seen = facts.seen
  }

  read(one: DistinctCode): Array<[string, string | null, string, number]> {
    const outcome = this.role.read(one.code, one.level)
    const count = Number(one.n)
    if ('ignored' in outcome) return []
    if ('problem' in outcome) return this.aside(one, outcome.problem, count)
    if (outcome.repaired === 'zero') {
      if (!this.canPad) return this.aside(one, `« ${one.code} » a perdu un zéro, ou n’est pas un code`, count)
      if (this.padded.count === 0) this.padded = { count: 0, line: one.ligne, example: one.code }
      this.padded.count += count
    }
    if (isNowhere(outcome.lieu)) return this.aside(one, `« ${one.code} » n’est d’aucun département`, count)
    if (this.seen?.has(outcome.lieu.code)) return this.twice(one, count)
    this.seen?.add(outcome.lieu.code)
    this.kept += count
    return [[one.code, one.level, outcome.lieu.code, this.variantOf(outcome.lieu)]]
  }

  report(): ReportLine[] {
    if (this.padded.count === 0) return this.flags
    const { count, line, example } = this.padded
    const message = `${count} codes avaient perdu leur zéro de tête (par exemple « ${example} ») : il est remis.`
    return [{ line, column: null, code: 'zero-remis', message, count }, ...this.flags]
  }

  private aside(one: DistinctCode, problem: string, count: number): [] {
    const isNote = /\s/.test(one.code.trim()) || one.code.length > 14
    const code = one.code === '' ? 'ligne-sans-code' : isNote ? 'note-de-bas-de-page' : 'code-inconnu'
    const shown = isNote ? `« ${one.code.slice(0, 120)} » est une note, pas un lieu` : problem
    const many = count > 1 ? ` (${count} lignes)` : ''
    this.flags.push({
      line: one.ligne,
      column: null,
      code,
      message: `Ligne laissée de côté : ${shown}${many}.`,
      count,
    })
    return []
  }

  private twice(one: DistinctCode, count: number): [] {
    const message = `Le lieu « ${one.code} » a déjà une ligne pour la même mesure : la première est gardée.`
    this.flags.push({ line: one.ligne, column: null, code: 'lieu-en-double', message, count })
    return []
  }

  private variantOf(lieu: Lieu): number {
    const at = this.variants.findIndex(
      (variant) => variant.niveau === lieu.niveau && variant.generation === lieu.generation,
    )
    if (at >= 0) return at
    this.variants.push({ niveau: lieu.niveau, generation: lieu.generation })
    return this.variants.length - 1
  }
}
