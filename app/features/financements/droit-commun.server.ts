import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { isId } from '#app/lib/ids.ts'
import { type RouteArgs, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { type Actor, reachOf } from '#app/platform/permissions.ts'
import { effortInput } from './effort.schema.ts'
import { archiveEffort, declareEffort, type EffortAsked, verifyEffort } from './efforts.server.ts'

/** What the page is narrowed to. */
export function effortAsked(params: URLSearchParams): EffortAsked {
  const annee = Number(params.get('annee'))
  const axe = params.get('axe')
  return {
    annee: Number.isInteger(annee) && annee >= 2000 && annee <= 2100 ? annee : null,
    axeId: axe && isId(axe) ? axe : null,
    communeCode: params.get('commune') || null,
  }
}

/** Who this person may declare for: its own organisation, or all those that sign or fund. */
export async function listDeclarants(tx: Tx, actor: Actor) {
  const { reach, organisationIds } = reachOf(actor, 'engagements.suivre')
  const own = reach === 'tout' ? sql`true` : sql`o.id = any(${organisationIds}::uuid[])`
  const { rows } = await sql<{ value: string; label: string }>`
    select o.id::text as value, o.nom as label from organisation o
    where o.territoire_id = territoire_courant() and o.archive_le is null and o.fusionnee_dans is null and ${own}
      and (${reach !== 'tout'}::boolean or exists (select from signataire s where s.territoire_id = o.territoire_id and s.organisation_id = o.id)
        or exists (select from ligne l where l.territoire_id = o.territoire_id and l.financeur_id = o.id)) order by o.nom`.execute(
    tx,
  )
  return rows
}

/** What the forms of the page ask: declare, verify, take off. */
export function effortAction(args: RouteArgs) {
  return write(args, async ({ tx, actor, form, today }) => {
    const back = `/t/${actor.territoireSlug}/financements/droit-commun`
    const id = String(form.get('id'))
    switch (form.get('geste')) {
      case 'verifier':
        await verifyEffort(tx, actor, { id, version: versionOf(form), today })
        return redirectWith(back, 'Vérification enregistrée.')
      case 'retirer':
        await archiveEffort(tx, actor, id)
        return redirectWith(back, 'Retiré : le journal en garde le texte.')
      default:
        await declareEffort(tx, actor, parseForm(effortInput.omit({ verifieLe: true }), form))
        return redirectWith(back, 'Effort enregistré.')
    }
  })
}
