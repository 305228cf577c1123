import { Pencil } from 'lucide-react'
import { Form, Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/perimetre.route'
import { PerimetrePlaces } from './perimetre-places.tsx'
import { getPerimetre, listPerimetresAt, membersAt } from './perimetres.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    if (!can(actor, 'territoire.lire')) throw new Forbidden()
    const { members, ...perimetre } = await getPerimetre(tx, args.params.id)
    const current = membersAt(members, at)
    const others = (await listPerimetresAt(tx, at)).filter((its) => its.id !== perimetre.id)
    const past = members.filter((its) => its.fin !== null && its.fin <= at)
    return { perimetre, current, past, others, at, canEdit: can(actor, 'territoire.modifier') }
  })
}

export default function Perimetre({ loaderData, params }: Route.ComponentProps) {
  const { perimetre, current, past, others, at, canEdit } = loaderData
  const base = `/t/${params.territoire}`
  const edit = (
    <Link className="btn" to="modifier">
      <Pencil aria-hidden size={16} /> Modifier
    </Link>
  )
  const quarters = (generation: number) => current.filter((its) => its.generation === generation)
  return (
    <>
      <title>{`${perimetre.nom} · Maillage`}</title>
      <PageHead
        title={perimetre.nom}
        crumbs={[{ to: `${base}/perimetres`, label: 'Périmètres' }]}
        lead={perimetre.description}
        actions={canEdit && edit}
      />
      {others.length > 0 && <CompareForm id={perimetre.id} others={others} />}
      {current.length === 0 && <p>Ce périmètre n’a aucun lieu au {formatDate(at)}.</p>}
      <PerimetrePlaces
        title="Communes"
        places={current.filter((its) => its.kind === 'commune')}
        base={base}
      />
      <PerimetrePlaces title="Quartiers de la génération 2024" places={quarters(2024)} base={base} />
      <PerimetrePlaces title="Quartiers de la génération 2015" places={quarters(2015)} base={base} />
      <PerimetrePlaces title="Sortis auparavant" places={past} base={base} />
    </>
  )
}

function CompareForm({ id, others }: { id: string; others: ReadonlyArray<{ id: string; nom: string }> }) {
  return (
    <Form action=".." relative="path" className="filters" aria-label="Comparer avec un autre périmètre">
      <input type="hidden" name="a" value={id} />
      <div className="field">
        <label htmlFor="b">Comparer avec</label>
        <select className="input" id="b" name="b">
          {others.map((its) => (
            <option key={its.id} value={its.id}>
              {its.nom}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="btn">
        Comparer
      </button>
    </Form>
  )
}
