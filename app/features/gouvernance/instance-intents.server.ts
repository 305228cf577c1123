import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { isoDay, parseForm } from '#app/lib/form-values.ts'
import { redirectWith } from '#app/platform/http.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { siegeInput } from './instance.schema.ts'
import { addSiege, archiveInstance, endSiege } from './instances.commands.server.ts'
import { getInstance } from './instances.queries.server.ts'

const endInput = z.object({ siegeId: z.uuid(), fin: isoDay })

/** Does what one of the forms of a body's page asks. */
export async function instanceAction(
  { tx, actor, form }: { tx: Tx; actor: Actor; form: FormData },
  id: string,
): Promise<Response> {
  await getInstance(tx, actor, id)
  const here = `/t/${actor.territoireSlug}/instances/${id}`
  switch (form.get('intention')) {
    case 'siege':
      await addSiege(tx, actor, { instanceId: id }, parseForm(siegeInput, form))
      return redirectWith(here, 'Siège donné.')
    case 'finir-siege': {
      const { siegeId, fin } = parseForm(endInput, form)
      await endSiege(tx, actor, siegeId, fin)
      return redirectWith(here, 'Siège terminé : le passé le garde.')
    }
    case 'archiver':
      await archiveInstance(tx, actor, id)
      return redirectWith(`/t/${actor.territoireSlug}/instances`, 'Instance rangée.')
    default:
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  }
}
