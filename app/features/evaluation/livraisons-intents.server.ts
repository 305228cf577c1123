import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { formatCount } from '#app/lib/text.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { askLivraison, createLivraison, receiveLivraison, remindLate } from './livraisons.commands.server.ts'
import { livraisonInput, valeurInput } from './suivi.schema.ts'

type LivraisonVisit = Visit & {
  form: FormData
  documentId: string
  letter: Parameters<typeof askLivraison>[3]
  now: Date
}

const intents: Record<string, (visit: LivraisonVisit) => Promise<string>> = {
  prevoir: async ({ tx, actor, form, documentId }) => {
    await createLivraison(tx, actor, documentId, { input: parseForm(livraisonInput, form) })
    return 'Livraison prévue : demandez-la quand vous voulez.'
  },
  demander: async ({ tx, actor, form, documentId, letter }) => {
    await askLivraison(tx, actor, { documentId, id: String(form.get('id')) }, letter)
    return 'Courriel parti dans la boîte d’envoi.'
  },
  'relancer-tous': async ({ tx, actor, documentId, letter }) => {
    const sent = await remindLate(tx, actor, documentId, letter)
    return sent === 0
      ? 'Personne à relancer aujourd’hui.'
      : `${formatCount(sent, 'relance')} dans la boîte d’envoi.`
  },
  recevoir: receive,
}

async function receive({ tx, actor, form, documentId, now, today }: LivraisonVisit): Promise<string> {
  const hasValue = String(form.get('observe') ?? '').trim() !== ''
  const valeur = hasValue ? parseForm(valeurInput, form) : null
  await receiveLivraison(tx, actor, { documentId, id: String(form.get('id')) }, { today, now, valeur })
  return valeur ? 'Données reçues, valeur écrite dans le suivi.' : 'Données reçues.'
}

/** Does what a form of the deliveries asks. @returns what to say */
export function runLivraisonIntent(visit: LivraisonVisit): Promise<string> {
  const intent = intents[String(visit.form.get('geste'))]
  if (!intent) throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  return intent(visit)
}
