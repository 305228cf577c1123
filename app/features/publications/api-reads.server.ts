import type { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { type RouteArgs, servicesContext } from '#app/platform/http.server.ts'
import { actionsQuery, apiItems, listQuery } from './api.schema.ts'
import { pageOfAll, queryOf } from './api-page.server.ts'
import { inclusionRows } from './inclusion.ts'
import type { InclusionFile } from './inclusion.words.ts'
import { listActions } from './portail.queries.server.ts'
import { readPortail } from './portail.server.ts'
import { natureOfPath, type PublicNature, publicFiche, publicNatures } from './public.schema.ts'

/** The nature a part of an address names. @throws NotFound */
export function natureAsked(chemin: string): PublicNature {
  const nature = natureOfPath(chemin)
  if (!nature)
    throw new NotFound(
      'Cette collection n’existe pas : documents, actions, experiences, rapports ou evaluations.',
    )
  return nature
}

/** Everything published of a nature, as the interface gives it. */
export async function readAll(args: RouteArgs, territoire: string, nature: PublicNature) {
  const portail = `${args.context.get(servicesContext).config.publicUrl}/p/${territoire}/${publicNatures[nature].chemin}`
  return reading(args, territoire, async (tx) => {
    const rows = await tx
      .selectFrom('publication')
      .select(['adresse', 'edition', 'publieLe', 'contenu'])
      .where('nature', '=', nature)
      .where('retireLe', 'is', null)
      .orderBy('adresse')
      .execute()
    return rows.map(({ adresse, edition, publieLe, contenu }) =>
      apiItems[nature].parse({
        ...Object(contenu),
        adresse,
        edition,
        publieLe: publieLe.toISOString(),
        url: `${portail}/${adresse}`,
      }),
    )
  })
}

/** The permanent services published, as the rows of a data·inclusion file. */
export async function readInclusion(args: RouteArgs, territoire: string, file: InclusionFile) {
  const rows = await readAll(args, territoire, 'fiche')
  const published = rows.map((row) => {
    const { adresse, publieLe, url } = row
    return { contenu: publicFiche.parse(row), adresse, publieLe, url }
  })
  const { siren } = await reading(args, territoire, (tx) =>
    tx.selectFrom('territoire').select('siren').where('slug', '=', territoire).executeTakeFirstOrThrow(),
  )
  return inclusionRows(file, published, { source: `maillage-${territoire}`, siren })
}

/** The portal's reading, its « not found » left as an error for the interface to say. */
export async function reading<Result>(
  args: RouteArgs,
  territoire: string,
  work: (tx: Tx, nom: string) => Promise<Result>,
): Promise<Result> {
  try {
    return await readPortail(args, territoire, (tx, { nom }) => work(tx, nom))
  } catch (error) {
    if (isNotFound(error)) throw new NotFound('Ce territoire n’a pas de portail ouvert.')
    throw error
  }
}

function isNotFound(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'init' in error && Object(error.init).status === 404
}

/** One page of a list, with the links to those around it. */
export async function readPage(args: RouteArgs, territoire: string, chemin: string) {
  const nature = natureAsked(chemin)
  const query = queryOf(args.request, nature === 'fiche' ? actionsQuery : listQuery)
  const all = await chosen(args, territoire, { nature, query })
  return pageOfAll(args, all, { path: `/territoires/${territoire}/${chemin}`, query })
}

async function chosen(
  args: RouteArgs,
  territoire: string,
  { nature, query }: { nature: PublicNature; query: z.infer<typeof actionsQuery> },
) {
  const all = await readAll(args, territoire, nature)
  const { commune = '', axe = '', q = '' } = query
  if (commune === '' && axe === '' && q === '') return all
  const rows = await reading(args, territoire, (tx) => listActions(tx, { commune, axe, q }))
  const kept = new Set(rows.map(({ adresse }) => adresse))
  return all.filter(({ adresse }) => kept.has(adresse))
}
