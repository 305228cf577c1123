import { Pencil } from 'lucide-react'
import { Link } from 'react-router'
import { listSeatsOf } from '#app/features/gouvernance/index.server.ts'
import { getOrganisation, remarksOn } from '#app/features/organisations/index.server.ts'
import { organisationFields } from '#app/features/organisations/index.ts'
import { factsOf } from '#app/platform/fields.ts'
import { read } from '#app/platform/http.server.ts'
import { labelsFor } from '#app/platform/labels.server.ts'
import { can } from '#app/platform/permissions.ts'
import { AConfirmer, Card, Facts, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/organisation.route'
import { SeatsPanel } from './lieu-panels.tsx'
import { listFichesWithRoles, listPeopleOf, listSignaturesOf } from './organisation.queries.server.ts'
import { DoubtsNotice, FichesOfOrganisation, PeoplePanel, SignaturesPanel } from './organisation-panels.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at, today }) => {
    const { id, version: _version, ...organisation } = await getOrganisation(tx, actor, args.params.id)
    const labels = await labelsFor(tx, { commune: [organisation.communeCode] })
    return {
      id,
      nom: organisation.nom,
      communeCode: organisation.communeCode,
      facts: factsOf(organisationFields, organisation, labels),
      doubts: remarksOn(organisation).map((its) => its.sentence),
      signatures: can(actor, 'strategie.lire') ? await listSignaturesOf(tx, id, at) : [],
      sieges: await listSeatsOf(tx, actor, { organisationIds: [id] }, at),
      people: await listPeopleOf(tx, actor, id, at),
      ...(await listFichesWithRoles(tx, actor, id, at === today ? undefined : at)),
      canEdit: can(actor, 'organisations.modifier', { organisationIds: [id] }),
    }
  })
}

export default function Organisation({ loaderData, params }: Route.ComponentProps) {
  const { nom, id, facts, doubts, communeCode } = loaderData
  const base = `/t/${params.territoire}`
  const edit = (
    <Link className="btn" to="modifier">
      <Pencil aria-hidden size={16} /> Modifier
    </Link>
  )
  return (
    <>
      <title>{`${nom} · Maillage`}</title>
      <PageHead
        title={nom}
        crumbs={[{ to: `${base}/organisations`, label: 'Organisations' }]}
        badges={doubts.length > 0 && <AConfirmer>numéro à vérifier</AConfirmer>}
        actions={loaderData.canEdit && edit}
      />
      <DoubtsNotice sentences={doubts} />
      <div className="grid-wide">
        <FichesOfOrganisation base={base} id={id} fiches={loaderData.fiches} total={loaderData.total} />
        <div className="stack">
          <Card
            title="Identité"
            aside={communeCode && <Link to={`${base}/commune/${communeCode}`}>Commune du siège</Link>}
          >
            <Facts items={facts} />
          </Card>
          <SignaturesPanel base={base} items={loaderData.signatures} />
          <SeatsPanel base={base} sieges={loaderData.sieges} />
          <PeoplePanel base={base} people={loaderData.people} />
        </div>
      </div>
    </>
  )
}
