import { writeXlsx } from 'hucre/xlsx'
import { neutralise } from '#app/lib/tables/csv-write.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import { read } from '#app/platform/http.server.ts'
import type { Route } from './+types/versements-export.route'
import { mustReadSuites } from './suites.queries.server.ts'
import { versementNatures } from './versement.words.ts'
import { versementsAsked } from './versements.filter.ts'
import { listVersements } from './versements.queries.server.ts'

const head = [
  'Prévu le',
  'Dossier',
  'Action',
  'Porteur',
  'Financeur',
  'Exercice',
  'Versement',
  'Montant (€)',
  'Versé le',
  'Référence',
]

/** The payments of the list as a workbook: amounts as numbers, a repayment below zero, names never formulas. */
export async function loader(args: Route.LoaderArgs) {
  const filter = versementsAsked(args.request)
  const { rows } = await read(args, ({ tx, actor, today }) => {
    mustReadSuites(actor)
    return listVersements(tx, actor, { filter, today, limit: null })
  })
  const lines = rows.map((row) => [
    row.prevuLe,
    ...[row.numero, row.action, row.porteur, row.financeur].map(neutralise),
    row.exercice,
    versementNatures[row.nature],
    ((row.nature === 'reversement' ? -1 : 1) * row.montantCentimes) / 100,
    row.verseLe ?? '',
    neutralise(row.reference),
  ])
  const sheets = [{ name: 'Versements', rows: [head, ...lines] }]
  return new Response(new Uint8Array(await writeXlsx({ sheets })), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': dispositionOf('versements.xlsx'),
    },
  })
}
