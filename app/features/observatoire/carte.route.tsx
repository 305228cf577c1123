import { Link } from 'react-router'
import { FixedPart } from '#app/ui/fixed-part.tsx'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/carte.route'
import { CarteForm } from './carte-form.tsx'
import { loadCartePage } from './carte-page.server.ts'
import { PngButton } from './png-button.tsx'
import './observatoire.css'

export async function loader(args: Route.LoaderArgs) {
  return loadCartePage(args, args.params.territoire)
}

export default function CartePage({ loaderData: { carte, drawn, search }, params }: Route.ComponentProps) {
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
          <FixedPart html={drawn} />
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
