import { NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { documentResponse, formatOfPath } from '#app/platform/documents/documents.server.ts'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/carte-export.route'
import { carteDocument } from './carte.document.ts'
import { loadCarte, loadGround } from './carte.server.ts'
import { carteSvg } from './carte-svg.ts'
import { lecteurFor } from './lecteurs.server.ts'
import { mustRead } from './lieu-page.server.ts'
import { loadLocaux } from './locaux.queries.server.ts'
import { tableFile } from './tableur.server.ts'

/** The map as a picture (`.svg`), on paper (`.pdf`, `.docx`) or as its table (`.csv`): the same choices in the address. */
export async function loader(args: Route.LoaderArgs) {
  const { pathname, searchParams } = new URL(args.request.url)
  const { ground, slug, nom, lus, today } = await read(args, async ({ tx, actor, at, today }) => {
    mustRead(actor)
    return {
      ground: await loadGround(tx, at),
      slug: actor.territoireSlug,
      nom: actor.territoireNom,
      lus: await loadLocaux(tx, at),
      today,
    }
  })
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, slug)
  return answering(async () => {
    const carte = await loadCarte(lecteur, ground, { params: searchParams, lus })
    if (!carte) throw new NotFound()
    const format = formatOfPath(pathname)
    if (format)
      return documentResponse(parseDocument(carteDocument(carte, { territoire: nom, date: today })), format)
    if (pathname.endsWith('.svg'))
      return new Response(carteSvg(carte, nom), {
        headers: { 'content-type': 'image/svg+xml; charset=utf-8' },
      })
    const all = [...carte.places, ...carte.qpvs, ...(carte.compared?.places ?? [])]
    const rows = all.map(({ code, nom: commune, cell }) => [
      code,
      commune,
      cell.value,
      cell.status,
      cell.periode,
      cell.source?.producer ?? null,
      cell.source?.file ?? null,
    ])
    const head = ['code', 'commune', carte.indicateur.id, 'statut', 'période', 'producteur', 'fichier']
    return tableFile([head, ...rows], { name: `carte-${carte.indicateur.id.toLowerCase()}`, kind: 'csv' })
  })
}
