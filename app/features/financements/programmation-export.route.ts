import { writeXlsx } from 'hucre/xlsx'
import { neutralise } from '#app/lib/tables/csv-write.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import type { Route } from './+types/programmation-export.route'
import { credits } from './appel.words.ts'
import { keyOf, lieuTypes, totalOf } from './programmation.rules.ts'
import { loadProgrammationPage } from './programmation-page.server.ts'

/** The table of a simulation as a workbook: amounts as numbers in euros, names never formulas. */
export async function loader(args: Route.LoaderArgs) {
  const { appel, dossiers, colonnes, montants, shown } = await loadProgrammationPage(args)
  const given = new Map(montants)
  const head = [
    'Numéro',
    'Action',
    'Porteur',
    'Axe',
    'Territoire',
    'Coût',
    ...colonnes.flatMap(({ financeur, credit }) => [
      neutralise(`${financeur} : demandé`),
      neutralise(`${financeur}, ${credits[credit]} : donné`),
    ]),
    'Total donné',
  ]
  const rows = dossiers.map((dossier) => [
    ...[dossier.numero ?? '', dossier.titre, dossier.porteur, dossier.axe].map(neutralise),
    lieuTypes[dossier.lieu],
    dossier.coutCentimes / 100,
    ...colonnes.flatMap(({ financeurId, credit }) => {
      const ligne = dossier.lignes.find((its) => its.financeurId === financeurId)
      return ligne
        ? [ligne.demandeCentimes / 100, (given.get(keyOf(ligne.id, credit)) ?? 0) / 100]
        : [null, null]
    }),
    totalOf(dossier, given) / 100,
  ])
  const sheets = [
    { name: 'Programmation', rows: [head, ...rows, [], [neutralise(shown?.nom ?? 'Aucune simulation')]] },
  ]
  return new Response(new Uint8Array(await writeXlsx({ sheets })), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': dispositionOf(`programmation-${appel.code}.xlsx`),
    },
  })
}
