import { type ImpactResult, PanelProblem } from '#stats/impact/index.ts'
import { effectOf } from './calcul.rules.ts'
import { type StudyPanel, toPanel } from './panel.rules.ts'
import type { StudyMethod } from './protocole.rules.ts'

/** What was changed to see whether the result holds. */
export type Changement = 'donneuse' | 'concernee' | 'date' | 'bassin' | 'passe' | 'voisinage'

export interface Essai {
  changement: Changement
  /** The commune left out, by its code; null for the other changes. */
  code: string | null
  libelle: string
  /** The effect found then; null when the calculation is not possible. */
  effet: number | null
}

interface Studied {
  study: StudyPanel
  debut: number
  methode: StudyMethod
  result: ImpactResult
}

const MOST_LEFT_OUT = 8

/**
 * The same calculation with one thing changed: each comparison commune that counts left out, each commune concerned left
 * out, other dates, other pools of comparison; then what should find nothing (a start pretended in the past), and what
 * happened next door. Declared with the study: nobody picks among them. Pure.
 */
export function essaisOf(studied: Studied): Essai[] {
  return [
    ...donorsLeftOut(studied),
    ...treatedLeftOut(studied),
    ...otherDates(studied),
    ...otherPools(studied),
    ...pretended(studied),
    ...nextDoor(studied),
  ]
}

function donorsLeftOut({ study, debut, methode, result }: Studied): Essai[] {
  return Object.entries(result.weights.units)
    .filter(([code, weight]) => weight > 0.01 && study.donneuses.includes(code))
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_LEFT_OUT)
    .map(([code]) => ({
      changement: 'donneuse',
      code,
      libelle: 'sans cette commune de comparaison',
      effet: tried(
        { ...study, donneuses: study.donneuses.filter((other) => other !== code) },
        debut,
        methode,
      ),
    }))
}

function treatedLeftOut({ study, debut, methode }: Studied): Essai[] {
  if (study.traitees.length < 2) return []
  return study.traitees.slice(0, MOST_LEFT_OUT).map((code) => ({
    changement: 'concernee',
    code,
    libelle: 'sans cette commune concernée',
    effet: tried({ ...study, traitees: study.traitees.filter((other) => other !== code) }, debut, methode),
  }))
}

function otherDates({ study, debut, methode }: Studied): Essai[] {
  const last = study.annees.at(-1) ?? debut
  const essai = (libelle: string, effet: number | null): Essai => ({
    changement: 'date',
    code: null,
    libelle,
    effet,
  })
  const earlier = tried(study, debut - 1, methode)
  const later =
    debut < last
      ? tried(
          yearsKept(study, (annee) => annee !== debut),
          debut + 1,
          methode,
        )
      : null
  const shorter =
    debut < last
      ? tried(
          yearsKept(study, (annee) => annee !== last),
          debut,
          methode,
        )
      : null
  const first = study.annees[0] ?? debut
  return [
    essai(`début un an plus tôt, en ${debut - 1}`, earlier),
    essai(`début un an plus tard, en ${debut + 1}, sans ${debut}`, later),
    essai(`sans la dernière année, ${last}`, shorter),
    essai(
      `sans la première année, ${first}`,
      tried(
        yearsKept(study, (annee) => annee !== first),
        debut,
        methode,
      ),
    ),
  ]
}

function otherPools({ study, debut, methode }: Studied): Essai[] {
  if (methode === 'its') return []
  const departements = new Set(study.traitees.map(departementOf))
  const far = study.donneuses.filter((code) => !departements.has(departementOf(code)))
  const nearest = nearestHalf(study, debut)
  const pool = (libelle: string, donneuses: string[]): Essai => ({
    changement: 'bassin',
    code: null,
    libelle: `${libelle} (${donneuses.length})`,
    effet: donneuses.length < 5 ? null : tried({ ...study, donneuses }, debut, methode),
  })
  return [
    pool('la moitié des communes de comparaison, les plus proches par leur moyenne', nearest),
    ...(far.length === study.donneuses.length ? [] : [pool('sans les communes du même département', far)]),
  ]
}

function nearestHalf({ rows, traitees, donneuses }: StudyPanel, debut: number): string[] {
  const means = new Map(
    [
      ...Map.groupBy(
        rows.filter((row) => row.annee < debut),
        (row) => row.code,
      ),
    ].map(([code, own]) => [code, own.reduce((sum, row) => sum + row.valeur / own.length, 0)]),
  )
  const target = traitees.reduce((sum, code) => sum + (means.get(code) ?? 0) / traitees.length, 0)
  const far = (code: string) => Math.abs((means.get(code) ?? Number.POSITIVE_INFINITY) - target)
  return donneuses
    .toSorted((a, b) => far(a) - far(b) || a.localeCompare(b))
    .slice(0, Math.ceil(donneuses.length / 2))
}

/** Rule G6: a start pretended in the middle of the past, and the last two years of the past hidden then predicted. */
function pretended({ study, debut, methode }: Studied): Essai[] {
  const past = yearsKept(study, (annee) => annee < debut)
  const { annees } = past
  const middle = annees[Math.ceil(annees.length / 2)]
  const hidden = annees.at(-2)
  const essai = (libelle: string, start: number | undefined): Essai[] =>
    start === undefined || annees.length < 4
      ? []
      : [{ changement: 'passe', code: null, libelle, effet: tried(past, start, methode) }]
  return [
    ...essai(`début imaginé en ${middle}, avant tout : il ne devrait rien se voir`, middle),
    ...essai('les deux dernières années d’avant, cachées puis devinées : l’erreur', hidden),
  ]
}

/** Rule G7: the close communes are never compared with; what they show is what spills over. */
function nextDoor({ study, debut, methode }: Studied): Essai[] {
  if (study.voisines.length === 0) return []
  const effet = tried({ ...study, traitees: study.voisines }, debut, methode)
  return [
    {
      changement: 'voisinage',
      code: null,
      libelle: `les autres communes de l’intercommunalité (${study.voisines.length}), comme si elles étaient concernées`,
      effet,
    },
  ]
}

function yearsKept(study: StudyPanel, isKept: (annee: number) => boolean): StudyPanel {
  return {
    ...study,
    annees: study.annees.filter(isKept),
    rows: study.rows.filter((row) => isKept(row.annee)),
  }
}

function tried(study: StudyPanel, debut: number, methode: StudyMethod): number | null {
  try {
    const effet = effectOf(toPanel(study, debut), methode)
    return Number.isFinite(effet) ? effet : null
  } catch (error) {
    if (error instanceof PanelProblem) return null
    throw error
  }
}

function departementOf(code: string): string {
  return /^97/.test(code) ? code.slice(0, 3) : code.slice(0, 2)
}
