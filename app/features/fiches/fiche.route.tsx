import { Pencil } from 'lucide-react'
import { Link } from 'react-router'
import { factsOf } from '#app/platform/fields.ts'
import { read } from '#app/platform/http.server.ts'
import { labelsFor } from '#app/platform/labels.server.ts'
import { Card, Exemple, Facts, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/fiche.route'
import { ficheFields } from './fiche.fields.ts'
import { canEditFiche } from './fiche.permissions.ts'
import type { FicheRecord } from './fiche.schema.ts'
import { EtatBadge } from './fiche-state.tsx'
import { getFiche } from './fiches.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const fiche = await getFiche(tx, actor, args.params.code)
    const labels = await labelsFor(tx, {
      axe: [fiche.axeId, ...fiche.autresAxeIds],
      theme: fiche.themeIds,
      document: fiche.documentIds,
      commune: fiche.communeCodes,
      qpv: fiche.qpvCodes,
      organisation: [fiche.porteurId, ...fiche.operateurIds, ...fiche.partenaireIds, ...fiche.financeurIds],
      fiche: [fiche.parentId],
    })
    const facts = factsOf<FicheRecord>(ficheFields, fiche, labels)
    return { fiche, facts, canEdit: canEditFiche(actor, fiche) }
  })
}

export default function Fiche({ loaderData: { fiche, facts, canEdit }, params }: Route.ComponentProps) {
  const crumbs = [{ to: `/t/${params.territoire}/fiches`, label: 'Fiches action' }]
  return (
    <>
      <title>{`${fiche.code} ${fiche.titre} · Maillage`}</title>
      <PageHead
        title={fiche.titre}
        crumbs={crumbs}
        badges={
          <>
            <span className="muted">{fiche.code}</span> <EtatBadge etat={fiche.etat} />{' '}
            {fiche.exemple && <Exemple />}
          </>
        }
        actions={
          canEdit && (
            <Link className="btn" to="modifier">
              <Pencil aria-hidden size={16} /> Modifier
            </Link>
          )
        }
      />
      <Card>
        <Facts items={facts} />
      </Card>
    </>
  )
}
