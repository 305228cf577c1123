import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import type { Route } from './+types/scdl-file.route'
import { listToPublish } from './scdl.server.ts'
import { scdlFile } from './scdl.ts'

/** The file to publish for a year. */
export async function loader(args: Route.LoaderArgs) {
  const { searchParams } = new URL(args.request.url)
  return read(args, async ({ tx, actor, today }) => {
    if (!can(actor, 'subventions.importer')) throw new Forbidden()
    const annee = Number(searchParams.get('annee') ?? today.slice(0, 4))
    if (!Number.isInteger(annee) || annee < 1900 || annee > 2200)
      throw new Refusal('annee-invalide', 'L’année demandée dans l’adresse n’existe pas.')
    const extended = searchParams.get('etendu') === 'oui'
    const { csv } = scdlFile(await listToPublish(tx, annee), { extended })
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': dispositionOf(`subventions-${annee}-scdl.csv`),
    }
    return new Response(csv, { headers })
  })
}
