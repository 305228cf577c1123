import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { redirectWith, versionOf } from '#app/platform/http.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { mustWrite } from './documents.commands.server.ts'
import { butInput, lienInput, planInput } from './plan.schema.ts'
import { addBut, linkBut, listPlans, unlinkBut, updatePlan } from './plans.server.ts'

interface Visit {
  tx: Tx
  actor: Actor
  form: FormData
  at: IsoDate
}

/** Does what one of the forms of a plan's page asks. */
export async function planAction({ tx, actor, form, at }: Visit, id: string): Promise<Response> {
  mustWrite(actor)
  if (!(await listPlans(tx, actor, at)).some((its) => its.id === id)) throw new NotFound()
  const here = `/t/${actor.territoireSlug}/plans/${id}`
  switch (form.get('intention')) {
    case 'plan':
      await updatePlan(tx, actor, id, { version: versionOf(form), input: parseForm(planInput, form) })
      return redirectWith(here, 'Plan enregistré.')
    case 'but':
      await addBut(tx, actor, id, parseForm(butInput, form).texte)
      return redirectWith(here, 'But ajouté.')
    case 'lier':
      await linkBut(tx, actor, parseForm(lienInput, form))
      return redirectWith(here, 'Lien enregistré.')
    case 'delier':
      await unlinkBut(tx, actor, { butId: String(form.get('butId')), axeId: String(form.get('axeId')) })
      return redirectWith(here, 'Lien retiré.')
    default:
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  }
}
