import { Download } from 'lucide-react'
import { formatDate } from '#app/lib/dates.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { DocumentView } from '#app/ui/document-view.tsx'
import { Badge, Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/rendu.route'
import { renduEtats, renduTones } from './compte-rendu.words.ts'
import { BeginCard, ControlCard, ReliquatsCard } from './rendu-control.tsx'
import { RenduForm } from './rendu-form.tsx'
import { loadRendu, renduAction } from './rendu-page.server.ts'
import './conventions.css'

export const loader = (args: Route.LoaderArgs) => loadRendu(args)

export const action = (args: Route.ActionArgs) => renduAction(args)

export default function RenduRoute({ loaderData, actionData, params }: Route.ComponentProps) {
  const { rendu, html, canFill, isCarrier, today } = loaderData
  const territoire = `/t/${params.territoire}`
  const base = `${territoire}/conventions`
  const refused = refusedOf(actionData)
  const isOpen = rendu.etat !== 'depose' && rendu.etat !== 'accepte'
  const title = `Compte rendu financier ${rendu.exercice}`
  return (
    <>
      <title>{`${title} · Maillage`}</title>
      <PageHead
        title={title}
        crumbs={[
          { to: base, label: isCarrier ? 'Mes subventions' : 'Conventions et versements' },
          { to: `${base}/dossiers/${rendu.dossierId}`, label: rendu.action },
        ]}
        badges={
          <>
            <Badge tone={renduTones[rendu.etat]}>{renduEtats[rendu.etat]}</Badge>{' '}
            {rendu.exemple && <Exemple />}
          </>
        }
        lead={`${rendu.porteur}, dossier ${rendu.dossierNumero}`}
        actions={
          rendu.etat !== 'a_rendre' && (
            <a className="btn" href={`${base}/comptes-rendus/${rendu.id}/compte-rendu.pdf`} download>
              <Download aria-hidden size={16} /> PDF
            </a>
          )
        }
      />
      {isOpen && (
        <Notice tone={rendu.echeance < today ? 'error' : 'info'}>
          {rendu.echeance < today ? 'En retard : il était attendu le' : 'À remettre avant le'}{' '}
          {formatDate(rendu.echeance)}, six mois après la fin de l’exercice.
        </Notice>
      )}
      {rendu.aCorriger && <Notice tone="warning">À corriger : {rendu.aCorriger}</Notice>}
      <BeginCard page={loaderData} />
      <ControlCard page={loaderData} refused={refused} />
      <ReliquatsCard page={loaderData} refused={refused} />
      {canFill ? (
        <RenduForm page={loaderData} draftUrl={`${territoire}/brouillon`} refused={refused} />
      ) : (
        rendu.etat !== 'a_rendre' && <DocumentView html={html} />
      )}
    </>
  )
}
