import { writeXlsx } from 'hucre/xlsx'
import { dispositionOf } from '#app/platform/files.server.ts'
import type { Route } from './+types/bilan-export.route'
import { appuiNatures, lieuSortes } from './appui.words.ts'
import { loadBilan } from './bilan.server.ts'

const head = [
  'Pour qui',
  'Appui',
  'Demandes',
  'Prises en charge',
  'Terminées',
  'Jours donnés à ces demandes',
  'Réponses',
  'Réponses favorables',
]

/** The assessment of the year as a workbook. */
export async function loader(args: Route.LoaderArgs) {
  const { annee, lines } = await loadBilan(args)
  const rows = lines.map((its) => [
    lieuSortes[its.sorte],
    appuiNatures[its.nature],
    its.demandes,
    its.acceptees,
    its.terminees,
    its.jours,
    its.reponses,
    its.satisfaites,
  ])
  const sheets = [{ name: String(annee), rows: [head, ...rows] }]
  return new Response(new Uint8Array(await writeXlsx({ sheets })), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': dispositionOf(`appuis-${annee}.xlsx`),
    },
  })
}
