import { FileDown, Pencil } from 'lucide-react'
import { Link } from 'react-router'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderFragment } from '#app/platform/documents/html.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { DocumentView } from '#app/ui/document-view.tsx'
import { Exemple, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/droits-personne.route'
import { FormatLinks } from './document-view.tsx'
import { droitsDocument } from './droits.document.ts'
import { loadKnown } from './registre.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const its = await loadKnown(tx, actor, args.params.id)
    const issued = { issuer: actor.territoireNom, date: today }
    const html = renderFragment(parseDocument(droitsDocument(its, issued)))
    return { personne: its.personne, html, canCorrect: can(actor, 'comptes.gerer') }
  })
}

export default function DroitsPersonne({ loaderData, params }: Route.ComponentProps) {
  const { personne, html, canCorrect } = loaderData
  const base = `/t/${params.territoire}`
  const here = `${base}/registre/personnes/${personne.id}`
  return (
    <>
      <title>{`Données concernant ${personne.nom} · Maillage`}</title>
      <PageHead
        title={`Données concernant ${personne.nom}`}
        crumbs={[
          { to: `${base}/registre`, label: 'Données personnelles' },
          { to: `${base}/registre/personnes`, label: 'Répondre à une personne' },
        ]}
        badges={personne.exemple && <Exemple />}
        actions={
          <>
            {canCorrect && (
              <Link className="btn" to={`${base}/personnes/${personne.id}`}>
                <Pencil aria-hidden size={16} /> Rectifier
              </Link>
            )}
            <a className="btn" href={`${here}/json`}>
              <FileDown aria-hidden size={16} /> JSON
            </a>
            <FormatLinks base={here} />
          </>
        }
      />
      <DocumentView html={html} />
    </>
  )
}
