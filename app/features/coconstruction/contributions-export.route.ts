import { writeXlsx } from 'hucre/xlsx'
import { parisDate } from '#app/lib/paris-time.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import type { Route } from './+types/contributions-export.route'
import { contributionNatures, traitements } from './demarche.words.ts'
import { loadWhole } from './demarche-page.server.ts'

const head = [
  'Axe',
  'Nature',
  'Contribution',
  'Qui parle',
  'Structure',
  'Groupe',
  'Déposée le',
  'Points',
  'Voix',
  'Ce qu’elle devient',
  'Passages qui la citent',
  'Pourquoi elle n’est pas reprise',
]

/** The contributions and what became of each, as a workbook. */
export async function loader(args: Route.LoaderArgs) {
  const { demarche, axes, contributions } = await loadWhole(args)
  const names = new Map(axes.map(({ id, numero, titre }) => [id, `${numero}. ${titre}`]))
  const rows = contributions.map((its) => [
    its.axeId ? (names.get(its.axeId) ?? '') : 'Tout le document',
    contributionNatures[its.nature],
    its.texte,
    its.auteur,
    its.organisation ?? '',
    its.groupe ?? '',
    parisDate(new Date(its.deposeeLe)),
    its.points,
    its.voix,
    traitements[its.traitement],
    its.citations.length,
    its.motifEcart,
  ])
  const sheets = [{ name: 'Contributions', rows: [head, ...rows] }]
  return new Response(new Uint8Array(await writeXlsx({ sheets })), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': dispositionOf(`contributions-${demarche.titre.slice(0, 40)}.xlsx`),
    },
  })
}
