import { Link } from 'react-router'
import { listCommunesAt } from '#app/features/territoires/index.server.ts'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { listParam, textParam } from '#app/platform/search-params.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portrait.route'
import { axeThemes, listAxesWithThemes } from './axe-themes.server.ts'
import { comparateursOf, readComparateurs } from './comparateurs.ts'
import { ComparateursForm } from './comparateurs-form.tsx'
import { lecteurFor } from './lecteurs.server.ts'
import { sorteOf } from './lieu-mots.ts'
import { getHome, getLieu, mustRead } from './lieu-page.server.ts'
import { PortraitThemes } from './portrait.tsx'
import { PortraitCommunes } from './portrait-communes.tsx'
import { buildPortrait, listCommunesOf } from './portrait-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const asked = readComparateurs(listParam(args.request, 'avec'))
  const axeId = textParam(args.request, 'axe')
  const { lieu, comparateurs, communes, axes, slug, themes } = await read(args, async ({ tx, actor, at }) => {
    mustRead(actor)
    const place = await getLieu(tx, args.params, at)
    const home = await getHome(tx)
    const all = []
    for (const one of comparateursOf(place, asked, home)) all.push(await getLieu(tx, one, at))
    const axesOfDay = can(actor, 'strategie.lire') ? await listAxesWithThemes(tx, actor, at) : []
    return {
      lieu: place,
      comparateurs: all,
      communes: (await listCommunesAt(tx, at)).map(({ code }) => code),
      axes: axesOfDay,
      themes: axeThemes(axesOfDay, axeId),
      slug: actor.territoireSlug,
    }
  })
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, slug)
  const portrait = await answering(() => buildPortrait(lecteur, { lieu, comparateurs, communes, themes }))
  const table = await answering(() => listCommunesOf(lecteur, { lieu, communes }))
  return { lieu, portrait, table, asked, axes, axeId: axeId ?? null }
}

export default function PortraitPage({ loaderData, params }: Route.ComponentProps) {
  const { lieu, portrait, table, asked, axes, axeId } = loaderData
  const base = `/t/${params.territoire}/observatoire`
  const place = `niveau=${lieu.niveau}&code=${lieu.code}`
  return (
    <>
      <title>{`Portrait de ${lieu.nom} · Maillage`}</title>
      <PageHead
        title={`Portrait : ${lieu.nom}`}
        crumbs={[{ to: base, label: 'Observatoire' }]}
        lead={`${sorteOf(lieu)}. Chaque chiffre s’ouvre sur sa définition et sa source ; une case vide dit pourquoi.`}
        actions={
          <>
            <a className="btn" href={`${base}/portrait.csv?${place}`}>
              CSV
            </a>
            <a className="btn" href={`${base}/portrait.xlsx?${place}`}>
              Classeur
            </a>
            <Link className="btn" to={`${base}/semblables?${place}`}>
              Territoires semblables
            </Link>
          </>
        }
      />
      <ComparateursForm niveau={lieu.niveau} asked={asked} axes={axes} axeId={axeId} />
      <PortraitThemes portrait={portrait} base={base} />
      {table && <PortraitCommunes communes={table} base={base} />}
    </>
  )
}
