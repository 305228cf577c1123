import type { Portrait } from './portrait-page.ts'

/** The lines of a portrait as rows of a file: a blank figure keeps its state, never a zero. */
export function portraitRows(portrait: Portrait): Array<Array<string | number | null>> {
  const head = [
    'thème',
    'indicateur',
    'intitulé',
    'unité',
    'période',
    'valeur',
    'statut',
    'pourquoi vide',
    ...portrait.comparateurs.flatMap(({ nom }) => [nom, `écart : ${nom}`]),
    'producteur',
    'fichier',
  ]
  const rows = portrait.themes.flatMap(({ label, lines }) =>
    lines.map(({ cell, ...line }) => [
      label,
      line.id,
      line.label,
      line.unit,
      cell.periode,
      cell.value,
      cell.status,
      cell.why,
      ...line.comparaisons.flatMap((one) => [one.cell.value, one.gap]),
      cell.source?.producer ?? null,
      cell.source?.file ?? null,
    ]),
  )
  return [head, ...rows]
}
