import type { IsoDate } from '#app/lib/dates.ts'
import { slugify } from '#app/lib/text.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import type { Known } from './registre.queries.server.ts'
import { traitements } from './registre.ts'

/** The same answer for a machine (RGPD, article 20): each line as it is kept. */
export function droitsJson(
  { personne, known }: { personne: { id: string; nom: string }; known: ReadonlyArray<Known> },
  { issuer, date }: { issuer: string; date: IsoDate },
): Response {
  const body = {
    personne: { id: personne.id, nom: personne.nom },
    responsable: issuer,
    etabliLe: date,
    traitements: traitements.flatMap(({ places, titre, finalite, base, conservation }) => {
      const donnees = known.filter(({ table }) => places.some((its) => its.table === table))
      return donnees.length > 0 ? [{ titre, finalite, base, conservation, donnees }] : []
    }),
  }
  return new Response(JSON.stringify(body, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': dispositionOf(`donnees-${slugify(personne.nom, 60)}.json`),
      'cache-control': 'private, no-store',
    },
  })
}
