import { Link } from 'react-router'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/carte.route'
import { loadCarte, loadGround } from './carte.server.ts'
import { Carte } from './carte.tsx'
import { CarteForm } from './carte-form.tsx'
import { lecteurFor } from './lecteurs.server.ts'
import { mustRead } from './lieu-page.server.ts'
import { loadLocaux } from './locaux.queries.server.ts'
import { PngButton } from './png-button.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { ground, slug, lus } = await read(args, async ({ tx, actor, at }) => {
    mustRead(actor)
    return { ground: await loadGround(tx, at), slug: actor.territoireSlug, lus: await loadLocaux(tx, at) }
  })
  const { searchParams } = new URL(args.request.url)
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, slug)
  const carte = await answering(() => loadCarte(lecteur, ground, { params: searchParams, lus }))
  return { carte, search: searchParams.toString() }
}

export default function CartePage({ loaderData: { carte, search }, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/observatoire`
  const head = (
    <PageHead
      title="Carte"
      crumbs={[{ to: base, label: 'Observatoire' }]}
      lead={carte?.indicateur.definition}
      actions={
        carte && (
          <>
            <a className="btn" href={`${base}/carte.pdf?${search}`}>
              PDF
            </a>
            <a className="btn" href={`${base}/carte.docx?${search}`}>
              DOCX
            </a>
            <a className="btn" href={`${base}/carte.svg?${search}`} download>
              SVG
            </a>
            <PngButton
              svg={`${base}/carte.svg?${search}`}
              name={`carte-${carte.indicateur.id.toLowerCase()}-${carte.periode}.png`}
            />
            <a className="btn" href={`${base}/carte.csv?${search}`}>
              CSV
            </a>
          </>
        )
      }
    />
  )
  return (
    <>
      <title>Carte de l’observatoire · Maillage</title>
      {head}
      {carte ? (
        <>
          <CarteForm carte={carte} withQpv={new URLSearchParams(search).has('qpv')} />
          <Carte carte={carte} base={base} />
        </>
      ) : (
        <Card>
          <Empty
            title="Rien à dessiner."
            action={<Link to={`${base}/imports`}>Voir quels fichiers importer</Link>}
          >
            Aucun fichier importé ne donne de chiffre par commune.
          </Empty>
        </Card>
      )}
    </>
  )
}
