import { writeXlsx } from 'hucre/xlsx'
import { neutralise } from '#app/lib/tables/csv-write.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import type { ChiffresAsked } from './chiffres.filter.ts'
import { dimensions, mesures, partageNote } from './chiffres.words.ts'
import type { Pivot } from './chiffres-cube.server.ts'
import type { IndicateursAnnee, ParCommune } from './chiffres-indicateurs.server.ts'

type Cell = string | number | null

interface Figures {
  pivot: Pivot
  annees: ReadonlyArray<IndicateursAnnee>
  communes: ReadonlyArray<ParCommune>
}

/** Amounts as numbers, names never formulas, what is counted said on the first sheet. */
export async function chiffresWorkbook(asked: ChiffresAsked, figures: Figures): Promise<Response> {
  const sheets = [
    { name: 'Tableau', rows: pivotRows(asked, figures.pivot) },
    { name: 'Année par année', rows: yearRows(figures.annees) },
    { name: 'Par commune', rows: communeRows(figures.communes) },
  ]
  const bytes = await writeXlsx({ sheets })
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': dispositionOf(`financements-${asked.mesure}.xlsx`),
    },
  })
}

function pivotRows(asked: ChiffresAsked, pivot: Pivot): Cell[][] {
  const value = (its: number | undefined): Cell =>
    its === undefined ? null : asked.mesure === 'dossiers' ? its : its / 100
  const { label, definition } = mesures[asked.mesure]
  return [
    [dimensions[asked.lignes], ...pivot.colonnes.map((its) => neutralise(its.label)), 'Ensemble'],
    ...pivot.lignes.map((ligne) => [
      neutralise(ligne.label),
      ...pivot.colonnes.map((its) => value(pivot.valeurs[`${ligne.key}|${its.key}`])),
      value(pivot.totauxLignes[ligne.key]),
    ]),
    ['Ensemble', ...pivot.colonnes.map((its) => value(pivot.totauxColonnes[its.key])), value(pivot.total)],
    [],
    [`${label} : ${definition}`],
    ...(pivot.isShared ? [[partageNote]] : []),
  ]
}

function yearRows(annees: ReadonlyArray<IndicateursAnnee>): Cell[][] {
  const head = [
    'Année',
    'Dossiers',
    'Financés',
    'Demandé (€)',
    'Accordé (€)',
    'Versé (€)',
    'Part de droit commun',
    'Levier',
    'Jours dépôt-décision',
    'Jours décision-versement',
    'Non dépensé',
    'Comptes rendus à temps',
    'Nouveaux porteurs',
    'Part pluriannuelle',
  ]
  const rows = annees.map((its) => [
    its.exercice,
    its.dossiers,
    its.finances,
    its.demande / 100,
    its.accorde / 100,
    its.verse / 100,
    its.partDroitCommun,
    its.levier,
    its.joursDecision,
    its.joursVersement,
    its.nonDepense,
    its.bilansATemps,
    its.nouveauxPorteurs,
    its.partPluriannuelle,
  ])
  return [head, ...rows]
}

function communeRows(communes: ReadonlyArray<ParCommune>): Cell[][] {
  const rows = communes.map((its) => [
    its.code,
    neutralise(its.nom),
    its.type,
    its.population,
    its.dossiers,
    its.accorde / 100,
    its.parHabitant === null ? null : its.parHabitant / 100,
  ])
  return [['Code', 'Commune', 'Type', 'Population', 'Dossiers', 'Accordé (€)', 'Par habitant (€)'], ...rows]
}
