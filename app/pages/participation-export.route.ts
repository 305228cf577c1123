import { writeXlsx } from 'hucre/xlsx'
import { genres, niveaux } from '#app/features/participation/index.ts'
import { neutralise } from '#app/lib/tables/csv-write.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import type { Route } from './+types/participation-export.route'
import { loadParticipation } from './participation.server.ts'
import { lieux } from './participation.words.ts'

/** The map as a workbook: what is said, then what is seen, a column each. */
export async function loader(args: Route.LoaderArgs) {
  const { asked, cibles, lines } = await loadParticipation(args)
  const head = [
    'Code',
    'Commune',
    'Sorte de commune',
    ...cibles.flatMap(({ nom }) => [neutralise(nom), neutralise(`${nom} : faits`)]),
  ]
  const rows = lines.map((line) => [
    line.code,
    line.nom,
    lieux[line.lieu],
    ...cibles.flatMap(({ id }) => {
      const { niveau, faits } = line.cellules[id] ?? { niveau: null, faits: 0 }
      return [niveau ? niveaux[niveau] : '', faits]
    }),
  ])
  const sheets = [{ name: genres[asked.genre], rows: [head, ...rows] }]
  return new Response(new Uint8Array(await writeXlsx({ sheets })), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': dispositionOf(`participation-${asked.genre}.xlsx`),
    },
  })
}
