import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { type RouteArgs, servicesContext } from '#app/platform/http.server.ts'
import { type ApiBody, ApiProblem, apiAnswer, json } from './api.server.ts'
import { linksOf, pageOfAll, queryOf } from './api-page.server.ts'
import { partnerItems, partnerQueries } from './api-partenaires.schema.ts'
import { type Portee, porteeCodes } from './jeton.schema.ts'
import { findOpenJeton, type OpenJeton } from './jetons.server.ts'
import { partnerReads } from './partenaires.queries.server.ts'

const REQUESTS = 600

interface Asked {
  territoire: string
  collection: string
}

/** A list read with a key: who has none, or one that does not open this, is told so and nothing else. */
export async function partnerList(args: RouteArgs, asked: Asked): Promise<Response> {
  return withJeton(args, asked, async (tx, portee) => {
    const query = queryOf(args.request, partnerQueries[portee])
    const rows = await partnerReads[portee](tx, query)
    const path = `/territoires/${asked.territoire}/partenaires/${portee}`
    const page = pageOfAll(args, rows, { path, query })
    const donnees = page.donnees.map((row) => partnerItems[portee].parse(row))
    return json({ ...page, donnees }, linksOf(page))
  })
}

/** One record of a list. */
export async function partnerElement(args: RouteArgs, asked: Asked & { id: string }): Promise<Response> {
  return withJeton(args, asked, async (tx, portee) => {
    queryOf(args.request, z.object({}))
    const rows = await partnerReads[portee](tx, {})
    const found = rows.find((row) => 'id' in row && row.id === asked.id)
    if (!found) throw new NotFound('Rien ne porte cet identifiant.')
    return json(partnerItems[portee].parse(found))
  })
}

async function withJeton(
  args: RouteArgs,
  { territoire, collection }: Asked,
  work: (tx: Tx, portee: Portee) => Promise<ApiBody>,
): Promise<Response> {
  const territoireId = await findTerritoire(args, territoire)
  const jeton = territoireId ? await jetonOf(args, territoireId) : null
  if (!territoireId || !jeton)
    return apiAnswer(args, async () => {
      throw new ApiProblem(
        401,
        'Joignez un jeton valable de ce territoire : « Authorization: Bearer mlg_… ».',
        { 'www-authenticate': 'Bearer realm="Maillage"' },
      )
    })
  const client = { key: `jeton:${jeton.id}`, most: REQUESTS, cache: 'private' } as const
  return apiAnswer(
    args,
    async () => {
      const portee = porteeAsked(collection)
      if (!jeton.portees.includes(portee))
        throw new ApiProblem(403, `Ce jeton ne donne pas « ${portee} » : demandez-le au territoire.`, {
          'www-authenticate': `Bearer realm="Maillage", error="insufficient_scope", scope="${portee}"`,
        })
      return inTerritoire(dbOf(args), territoireId, (tx) => work(tx, portee))
    },
    client,
  )
}

const dbOf = (args: RouteArgs) => args.context.get(servicesContext).database.db

async function findTerritoire(args: RouteArgs, slug: string): Promise<string | null> {
  const found = await dbOf(args)
    .selectFrom('territoire')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirst()
  return found?.id ?? null
}

async function jetonOf(args: RouteArgs, territoireId: string): Promise<OpenJeton | null> {
  const [, shown] = /^Bearer +([\w.~+/=-]+)$/i.exec(args.request.headers.get('authorization') ?? '') ?? []
  if (!shown) return null
  const now = args.context.get(servicesContext).now()
  return inTerritoire(dbOf(args), territoireId, (tx) =>
    findOpenJeton(tx, shown, { today: parisDate(now), now }),
  )
}

function porteeAsked(collection: string): Portee {
  const found = porteeCodes.find((code) => code === collection)
  if (!found) throw new NotFound(`Cette collection n’existe pas : ${porteeCodes.join(', ')}.`)
  return found
}
