import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { type RouteArgs, servicesContext, type Visit, versionOf } from '#app/platform/http.server.ts'
import { abonnementInput } from './abonnement.schema.ts'
import {
  renewSecret,
  replayEnvoi,
  sendTest,
  setAbonnementEtat,
  updateAbonnement,
  type WebhookMeans,
} from './abonnements.commands.server.ts'

export function meansOf(args: RouteArgs): WebhookMeans {
  const { secret, config } = args.context.get(servicesContext)
  return { secret, allowPrivate: config.webhooksPrives }
}

/** What a form of a subscription asks. @returns what to say, or the new secret to show */
export async function abonnementAction(
  { tx, actor, form }: Visit & { form: FormData },
  { id, means }: { id: string; means: WebhookMeans },
): Promise<{ said: string } | { secret: string }> {
  switch (form.get('intention')) {
    case 'enregistrer': {
      const input = parseForm(abonnementInput, form)
      await updateAbonnement(tx, actor, id, { input, version: versionOf(form), means })
      return { said: 'L’abonnement est enregistré.' }
    }
    case 'essayer':
      await sendTest(tx, actor, id)
      return { said: 'Un essai part dans la minute.' }
    case 'rejouer':
      await replayEnvoi(tx, actor, { id, envoiId: String(form.get('envoi')) })
      return { said: 'L’envoi repart dans la minute.' }
    case 'arreter':
      await setAbonnementEtat(tx, actor, id, 'arrete')
      return { said: 'L’outil n’est plus prévenu.' }
    case 'reprendre':
      await setAbonnementEtat(tx, actor, id, 'actif')
      return { said: 'L’outil est de nouveau prévenu.' }
    case 'renouveler':
      return { secret: await renewSecret(tx, actor, id, means) }
    default:
      throw new Refusal('geste-inconnu', 'Ce bouton n’existe pas : rechargez la page.')
  }
}
