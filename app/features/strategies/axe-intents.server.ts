import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { isoDay, parseForm } from '#app/lib/form-values.ts'
import { redirectWith, versionOf } from '#app/platform/http.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { axeInput, axeTexte, themeInput } from './axe.schema.ts'
import {
  createArbre,
  createAxe,
  createTheme,
  moveAxe,
  placeAxe,
  renumberArbre,
  updateAxe,
  updateTheme,
} from './axes.commands.server.ts'
import { mustWrite } from './documents.commands.server.ts'

interface Visit {
  tx: Tx
  actor: Actor
  form: FormData
  today: IsoDate
}

const debutInput = z.object({ debut: isoDay.nullable() })
const placeInput = z.object({ parentId: z.uuid().nullable() })
const arbreInput = z.object({ nom: z.string().trim().min(1).max(200) })

/** Does what one of the forms of an axis's page asks. */
export async function axeAction({ tx, actor, form, today }: Visit, id: string): Promise<Response> {
  mustWrite(actor)
  const here = `/t/${actor.territoireSlug}/axes/${id}`
  switch (form.get('intention')) {
    case 'texte': {
      const { debut } = parseForm(debutInput, form)
      await updateAxe(tx, actor, id, {
        version: versionOf(form),
        input: parseForm(axeTexte, form),
        debut,
        today,
      })
      return redirectWith(here, 'Texte enregistré.')
    }
    case 'place':
      await placeAxe(tx, actor, id, { ...parseForm(placeInput, form), today })
      return redirectWith(here, 'Place enregistrée.')
    case 'enfant':
      await createAxe(tx, actor, parseForm(axeInput, form), today)
      return redirectWith(here, 'Niveau ajouté.')
    default:
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  }
}

/** Does what one of the forms of the page of the trees asks. */
export async function axesAction({ tx, actor, form, today }: Visit): Promise<Response> {
  mustWrite(actor)
  const here = `/t/${actor.territoireSlug}/axes`
  switch (form.get('intention')) {
    case 'haut':
    case 'bas': {
      const direction = form.get('intention') === 'haut' ? 'haut' : 'bas'
      await moveAxe(tx, actor, String(form.get('id')), { direction, today })
      return redirectWith(here, 'Ordre enregistré.')
    }
    case 'renumeroter': {
      const count = await renumberArbre(tx, actor, String(form.get('arbreId')), today)
      return redirectWith(
        here,
        count === 0
          ? 'Les numéros étaient déjà dans l’ordre.'
          : `${count} numéros changés ; les liens sont gardés.`,
      )
    }
    case 'arbre':
      await createArbre(tx, actor, parseForm(arbreInput, form).nom)
      return redirectWith(here, 'Arbre créé.')
    case 'axe':
      await createAxe(tx, actor, parseForm(axeInput, form), today)
      return redirectWith(here, 'Axe ajouté.')
    default:
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  }
}

/** Adds or corrects a transversal theme. */
export async function themesAction({ tx, actor, form }: Visit): Promise<Response> {
  mustWrite(actor)
  const input = parseForm(themeInput, form)
  const id = String(form.get('id') ?? '')
  if (id) await updateTheme(tx, actor, id, { version: versionOf(form), input })
  else await createTheme(tx, actor, input)
  return redirectWith(`/t/${actor.territoireSlug}/themes`, 'Thème enregistré.')
}
