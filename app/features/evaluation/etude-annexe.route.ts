import { strToU8, zipSync } from 'fflate'
import { Refusal } from '#app/lib/errors.ts'
import { slugify } from '#app/lib/text.ts'
import { answering, read } from '#app/platform/http.server.ts'
import type { Route } from './+types/etude-annexe.route'
import { annexeOf } from './annexe.rules.ts'
import { getEtude, listDonnees } from './etudes.queries.server.ts'

/** The annex of a frozen study: data, parameters, version of the code, command, in one archive. */
export async function loader(args: Route.LoaderArgs) {
  return answering(async () => {
    const { etude, donnees } = await read(args, async ({ tx, actor }) => ({
      etude: await getEtude(tx, actor, args.params.id),
      donnees: await listDonnees(tx, actor, args.params.id),
    }))
    const { protocole, figeeLe } = etude
    if (protocole === null || donnees.length === 0)
      throw new Refusal(
        'annexe-absente',
        'L’annexe existe une fois l’étude figée, avec la copie de ses données.',
      )
    const files = Object.entries(annexeOf({ ...etude, protocole }, donnees))
    const zipped = zipSync(
      Object.fromEntries(files.map(([name, text]) => [name, strToU8(text)])),
      figeeLe === null ? {} : { mtime: figeeLe },
    )
    return new Response(new Uint8Array(zipped), {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="etude-${slugify(etude.titre)}.zip"`,
      },
    })
  })
}
