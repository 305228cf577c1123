/** A diagnosis that is about one commune and nothing else: its own analysis of needs. */
export interface Analyse {
  id: string
  titre: string
  annee: number
  /** The axis of first level it is about; null when it crosses them all. */
  axeId: string | null
  commune: string
  constats: number
}

interface Named {
  nom: string
}

export interface CommuneNommee extends Named {
  code: string
}

export interface AxeNomme extends Named {
  id: string | null
}

export interface CaseBesoins {
  annee: number
  constats: number
  analyses: Array<{ id: string; titre: string }>
}

/** What the communes looked at, theme by theme, and what nobody did. */
export interface Couverture {
  axes: AxeNomme[]
  rows: Array<CommuneNommee & { cells: Array<CaseBesoins | null> }>
  /** Themes on which no commune has a finding. */
  uncovered: string[]
  /** Communes without any analysis of their own. */
  silent: string[]
  /** The analyses read: for each commune and theme, those of its latest year. */
  kept: Analyse[]
}

const ACROSS: AxeNomme = { id: null, nom: 'Sans axe' }

/** Reads the latest analyses of each commune, theme by theme. */
export function couvertureOf(
  analyses: readonly Analyse[],
  places: { communes: readonly CommuneNommee[]; axes: readonly AxeNomme[] },
): Couverture {
  const axes = analyses.some(({ axeId }) => axeId === null) ? [...places.axes, ACROSS] : [...places.axes]
  const latest = (code: string, axe: AxeNomme) => {
    const own = analyses.filter(({ commune, axeId }) => commune === code && axeId === axe.id)
    const annee = Math.max(0, ...own.map((one) => one.annee))
    return own.filter((one) => one.annee === annee)
  }
  const rows = places.communes.map(({ code, nom }) => ({
    code,
    nom,
    cells: axes.map((axe) => caseOf(latest(code, axe))),
  }))
  const hasFinding = (at: number) => rows.some(({ cells }) => (cells[at]?.constats ?? 0) > 0)
  return {
    axes,
    rows,
    uncovered: axes.flatMap(({ id, nom }, at) => (id !== null && !hasFinding(at) ? [nom] : [])),
    silent: rows.flatMap(({ nom, cells }) => (cells.every((cell) => cell === null) ? [nom] : [])),
    kept: places.communes.flatMap(({ code }) => axes.flatMap((axe) => latest(code, axe))),
  }
}

function caseOf(analyses: readonly Analyse[]): CaseBesoins | null {
  const [first] = analyses
  if (!first) return null
  return {
    annee: first.annee,
    constats: analyses.reduce((sum, { constats }) => sum + constats, 0),
    analyses: analyses.map(({ id, titre }) => ({ id, titre })),
  }
}

const NAMED = 8

/** What an intercommunal analysis says of what it is made of, and of what it lacks. */
export function resumeOf({ rows, uncovered, silent, kept }: Couverture): string {
  const there = rows.length - silent.length
  const sentences = [
    `Versée depuis ${kept.length} analyse(s) de ${there} commune(s) sur ${rows.length}.`,
    uncovered.length > 0
      ? `Thèmes sur lesquels aucune commune n’a de constat : ${uncovered.join(' ; ')}.`
      : 'Chaque thème a au moins un constat.',
  ]
  if (silent.length > 0) {
    const rest = silent.length - NAMED
    const named = `${silent.slice(0, NAMED).join(', ')}${rest > 0 ? ` et ${rest} autres` : ''}`
    sentences.push(`Communes sans analyse : ${named}.`)
  }
  return sentences.join('\n')
}

const LONGEST_TITLE = 200

/** A finding of one commune, told apart among those of the others. */
export function poured(commune: string, titre: string): string {
  return `${commune} : ${titre}`.slice(0, LONGEST_TITLE)
}
