import { listChiffres, loadLocaux } from '#app/features/observatoire/index.server.ts'
import type { Chiffre } from '#app/features/observatoire/index.ts'
import { type RouteArgs, read, servicesContext, visit } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import {
  type ConstatView,
  getDiagnostic,
  listAppels,
  listConstats,
  listLieux,
} from './diagnostics.queries.server.ts'

export type ConstatWithChiffres = Omit<ConstatView, 'chiffresFiges'> & { chiffres: Chiffre[] }

/** A diagnosis as it is read: its findings with their figures, frozen or as they are today. */
export async function loadDiagnostic(args: RouteArgs, id: string) {
  const { constats, lieux, slug, locaux, ...page } = await read(args, async ({ tx, actor, at, today }) => {
    const diagnostic = await getDiagnostic(tx, actor, id)
    const canEdit = can(actor, 'diagnostics.modifier')
    return {
      diagnostic,
      constats: await listConstats(tx, actor, id),
      lieux: await listLieux(tx, diagnostic),
      appels: canEdit ? await listAppels(tx, id) : [],
      slug: actor.territoireSlug,
      locaux: await loadLocaux(tx, at),
      issuer: actor.territoireNom,
      today,
      canEdit,
      canVote: can(actor, 'diagnostics.voter'),
    }
  })
  const live = await liveChiffres(args, { slug, constats, lieux, locaux })
  return {
    ...page,
    lieux: lieux.map(({ niveau, code, nom }) => ({ niveau, code, nom })),
    constats: constats.map(
      ({ chiffresFiges, ...constat }): ConstatWithChiffres => ({
        ...constat,
        chiffres: chiffresFiges ?? live.get(constat.id) ?? [],
      }),
    ),
  }
}

export type DiagnosticView = Awaited<ReturnType<typeof loadDiagnostic>>

interface Subject {
  slug: string
  constats: ReadonlyArray<{ id: string; indicateurs: string[] }>
  lieux: Awaited<ReturnType<typeof listLieux>>
  locaux: Awaited<ReturnType<typeof loadLocaux>>
}

/** The figures of each finding as they are today. */
async function liveChiffres(args: RouteArgs, { slug, constats, lieux, locaux }: Subject) {
  const { dataDir } = args.context.get(servicesContext).config
  const wanted = [...new Set(constats.flatMap(({ indicateurs }) => indicateurs))]
  const all = await listChiffres({ dataDir, territoire: slug, indicateurs: wanted, lieux, locaux })
  return new Map(
    constats.map(({ id, indicateurs }) => [
      id,
      all.filter(({ indicateur }) => indicateurs.includes(indicateur)),
    ]),
  )
}

/** The figures of a diagnosis as they are today, whatever was frozen: read outside the transaction that keeps them. */
export async function readChiffres(args: RouteArgs, id: string): Promise<Map<string, Chiffre[]>> {
  const subject = await visit(args, async ({ tx, actor, at }) => ({
    slug: actor.territoireSlug,
    constats: await listConstats(tx, actor, id),
    lieux: await listLieux(tx, await getDiagnostic(tx, actor, id)),
    locaux: await loadLocaux(tx, at),
  }))
  return liveChiffres(args, subject)
}
