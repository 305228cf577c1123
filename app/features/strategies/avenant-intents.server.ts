import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { isoDay, parseForm } from '#app/lib/form-values.ts'
import { redirectWith } from '#app/platform/http.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { loadAvenant } from './avenant-page.server.ts'
import {
  adoptAvenant,
  proposeAxe,
  proposeNewAxe,
  proposeNumbers,
  withdrawProposal,
} from './avenants.commands.server.ts'
import { axeTexte } from './axe.schema.ts'
import { mustWrite } from './documents.commands.server.ts'

const adoptionInput = z.object({ jour: isoDay, decisionSource: z.string().trim().max(500) })
const proposalInput = axeTexte.extend({
  axeId: z.uuid().nullable(),
  parentId: z.uuid().nullable(),
  retrait: z.boolean(),
})

interface Visit {
  tx: Tx
  actor: Actor
  form: FormData
  today: IsoDate
}

/** Does what one of the forms of an amendment's page asks. */
export async function avenantAction(
  { tx, actor, form, today }: Visit,
  where: { code: string; numero: string },
): Promise<Response> {
  const { avenant } = await loadAvenant(tx, actor, where, today)
  mustWrite(actor)
  const here = `/t/${actor.territoireSlug}/documents/${where.code}/avenants/${avenant.numero}`
  switch (form.get('intention')) {
    case 'adopter': {
      const { jour, decisionSource } = parseForm(adoptionInput, form)
      await adoptAvenant(tx, actor, avenant.id, { day: jour, decisionSource })
      return redirectWith(here, 'Avenant adopté : les nouveaux textes valent depuis ce jour.')
    }
    case 'numeros': {
      const count = await proposeNumbers(tx, actor, avenant.id, today)
      return redirectWith(here, `${count} numéros proposés.`)
    }
    case 'retirer':
      await withdrawProposal(tx, actor, avenant.id, String(form.get('axeId')))
      return redirectWith(here, 'Proposition retirée.')
    case 'proposer': {
      const { axeId, parentId, retrait, ...texte } = parseForm(proposalInput, form)
      if (axeId) await proposeAxe(tx, actor, avenant.id, { ...texte, axeId, retrait })
      else await proposeNewAxe(tx, actor, avenant.id, { parentId, texte })
      return redirectWith(here, 'Proposition enregistrée.')
    }
    default:
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  }
}
