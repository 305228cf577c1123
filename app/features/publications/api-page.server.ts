import type { z } from 'zod'
import type { RouteArgs } from '#app/platform/http.server.ts'
import { ApiProblem, apiUrl } from './api.server.ts'

const PAGE = 50

interface PageAsked {
  /** The address of the list inside the interface. */
  path: string
  query: { page?: number | undefined; taille?: number | undefined }
}

/** One page of a list, with the links to those around it. */
export function pageOfAll<Item>(args: RouteArgs, all: ReadonlyArray<Item>, { path, query }: PageAsked) {
  const { page = 1, taille = PAGE } = query
  const first = (page - 1) * taille
  const link = (to: number): string => {
    const params = new URLSearchParams(new URL(args.request.url).search)
    params.set('page', String(to))
    return `${apiUrl(args, path)}?${params}`
  }
  return {
    donnees: all.slice(first, first + taille),
    total: all.length,
    page,
    taille,
    suivante: first + taille < all.length ? link(page + 1) : null,
    precedente: page > 1 && all.length > 0 ? link(Math.min(page - 1, Math.ceil(all.length / taille))) : null,
  }
}

/** The same links as a header. */
export function linksOf(page: {
  suivante: string | null
  precedente: string | null
}): Record<string, string> {
  const links = [
    page.suivante ? `<${page.suivante}>; rel="next"` : '',
    page.precedente ? `<${page.precedente}>; rel="prev"` : '',
  ].filter(Boolean)
  return links.length > 0 ? { link: links.join(', ') } : {}
}

/** The query of a request, judged; an unknown or wrong parameter is said, never guessed. */
export function queryOf<Schema extends z.ZodObject>(request: Request, schema: Schema): z.infer<Schema> {
  const raw = Object.fromEntries(new URL(request.url).searchParams)
  const parsed = schema.strict().safeParse(raw)
  if (parsed.success) return schema.parse(raw)
  const said = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `inconnu : ${issue.keys.join(', ')}`
      : `incorrect : ${issue.path.join('.')}`,
  )
  throw new ApiProblem(400, `Paramètre ${said.join(' ; ')}.`)
}
