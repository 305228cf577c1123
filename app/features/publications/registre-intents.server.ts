import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { formatCount } from '#app/lib/text.ts'
import type { Visit } from '#app/platform/http.server.ts'
import {
  doDestruction,
  endorseDestruction,
  giveUpDestruction,
  proposeDestruction,
} from './destructions.commands.server.ts'
import { mustReadRegistre } from './destructions.queries.server.ts'
import { sorteInput } from './regle.schema.ts'

type Sent = Visit & { form: FormData }

const unknown = () => new Refusal('geste-inconnu', 'Ce bouton n’existe pas : rechargez la page.')

/** Draws a list of what is due. @returns its id */
export async function registreAction({ tx, actor, form, today }: Sent, now: Date): Promise<string> {
  mustReadRegistre(actor)
  if (form.get('intention') !== 'proposer') throw unknown()
  const { sorte } = parseForm(sorteInput, form)
  return proposeDestruction(tx, actor, sorte, { today, now })
}

/** What a button of the page of a list asks. @returns what to say */
export async function destructionAction({ tx, actor, form }: Sent, id: string, now: Date): Promise<string> {
  mustReadRegistre(actor)
  switch (form.get('intention')) {
    case 'viser':
      await endorseDestruction(tx, actor, id, now)
      return 'La liste est visée : elle peut être détruite.'
    case 'detruire':
      return `${formatCount(await doDestruction(tx, actor, id, now), 'élément')} : c’est détruit, et certifié.`
    case 'abandonner':
      await giveUpDestruction(tx, actor, id)
      return 'La liste est abandonnée : rien n’a été détruit.'
    default:
      throw unknown()
  }
}
