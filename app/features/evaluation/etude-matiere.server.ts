import type { Tx } from '#app/db/connection.server.ts'
import { readCommunePanel } from '#app/features/observatoire/index.server.ts'
import { findIndicateur } from '#app/features/observatoire/index.ts'
import { NotFound } from '#app/lib/errors.ts'
import { type StudyContext, THRESHOLDS } from '#stats/impact/index.ts'
import type { EtudeInput } from './etude.schema.ts'
import type { Protocole } from './etude-resultat.schema.ts'
import { type StudyPanel, studyPanelOf } from './panel.rules.ts'
import type { Facts } from './protocole.rules.ts'

/** All that a study works with, gathered before anything is computed. */
export interface Material {
  study: StudyPanel
  facts: Facts
  contexte: StudyContext
  unite: string
  indicateurNom: string
  sources: Protocole['sources']
}

/** What of the territory a study needs, read in its transaction; the figures are read outside it. */
export async function listClose(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('commune').select('code').execute()
  return rows.map((row) => row.code)
}

const CENSUS = /recensement|base-cc|rp\d{4}/i

/** Reads the store for a declaration: who can be compared, over which years, from which files. */
export async function gatherMaterial(
  where: { dataDir: string; territoire: string },
  etude: Pick<EtudeInput, 'indicateur' | 'communeCodes' | 'debut' | 'choisiesSurMesure' | 'anneeChoix'>,
  proches: ReadonlyArray<string>,
): Promise<Material> {
  const indicateur = findIndicateur(etude.indicateur)
  if (!indicateur) throw new NotFound('Cet indicateur n’est pas dans le catalogue.')
  const panel = await readCommunePanel(where.dataDir, where.territoire, etude.indicateur)
  const population = await inhabitantsOf(where)
  const { communeCodes: traitees, debut } = etude
  const census = panel.sources.some(({ dataset }) => CENSUS.test(dataset))
  const study = studyPanelOf(panel.rows, {
    traitees,
    proches,
    debut,
    population,
    plancher: census ? THRESHOLDS.populationCensus : THRESHOLDS.populationRegister,
    anneeRetiree: etude.choisiesSurMesure ? etude.anneeChoix : null,
  })
  const avant = study.annees.filter((annee) => annee < etude.debut).length
  const sizes = study.traitees.flatMap((code) => population.get(code) ?? [])
  return {
    study,
    facts: {
      avant,
      apres: study.annees.length - avant,
      traitees: study.traitees.length,
      donneuses: study.donneuses.length,
    },
    contexte: {
      ...(sizes.length > 0 ? { smallestPopulation: Math.min(...sizes) } : {}),
      ...sourceContext(census, study.annees),
      ...breakContext(panel.sources, study.annees),
    },
    unite: indicateur.unit,
    indicateurNom: indicateur.label,
    sources: panel.sources.map(sourceOf),
  }
}

/** The latest number of inhabitants of each commune that the store knows. */
async function inhabitantsOf(where: { dataDir: string; territoire: string }): Promise<Map<string, number>> {
  const { rows } = await readCommunePanel(where.dataDir, where.territoire, 'POP_TOTAL')
  return new Map(rows.toSorted((a, b) => a.annee - b.annee).map((row) => [row.code, row.valeur]))
}

function sourceOf({ file, sha256, producer, millesime, licence }: Protocole['sources'][number]) {
  return { file, sha256, producer, millesime, licence }
}

function sourceContext(census: boolean, annees: ReadonlyArray<number>): StudyContext {
  if (!census) return { source: 'registre' }
  const gaps = annees.slice(1).map((annee, index) => annee - (annees[index] ?? annee))
  return { source: 'recensement', ...(gaps.length > 0 ? { censusYears: Math.min(...gaps) } : {}) }
}

const FILOSOFI = /filosofi/i
/** Years whose Filosofi figures are measured in another way: exceptional income of 2020, sources reworked from 2021. */
const FILOSOFI_BREAKS = [2020, 2021]

/** Rule G11: a change of method among the years compared. All communes of a national source share it. */
function breakContext(
  sources: ReadonlyArray<{ dataset: string }>,
  annees: ReadonlyArray<number>,
): StudyContext {
  if (!sources.some(({ dataset }) => FILOSOFI.test(dataset))) return {}
  const breakYear = FILOSOFI_BREAKS.find(
    (annee) => annee > (annees[0] ?? annee) && annee <= (annees.at(-1) ?? 0),
  )
  return breakYear === undefined ? {} : { breakYear, breakIsShared: true }
}
