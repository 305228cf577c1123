import type { Tx } from '#app/db/connection.server.ts'
import type { Chiffre } from '#app/features/observatoire/index.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { endOfAppel, signedJeton } from './contributions.server.ts'
import { appelInput, diagnosticEtats, isDiagnosticEtat } from './diagnostic.schema.ts'
import {
  archiveConstat,
  closeAppel,
  createAppel,
  freezeChiffres,
  moveDiagnostic,
  renewDiagnostic,
  thawChiffres,
  voteConstat,
} from './diagnostics.commands.server.ts'

export interface DiagnosticVisit {
  tx: Tx
  actor: Actor
  today: IsoDate
  id: string
  form: FormData
  now: Date
  secret: string
  publicUrl: string
  /** The figures of today, when they are to be kept. */
  chiffres: ReadonlyMap<string, Chiffre[]>
}

/** What a gesture answers: where to go and what to say, or the link that was made and is shown only once. */
type Done = { to: string; message: string } | { link: string; destinataire: string }

const intents: Record<string, (visit: DiagnosticVisit) => Promise<Done>> = {
  etat: async ({ tx, actor, id, form }) => {
    const to = form.get('vers')
    if (!isDiagnosticEtat(to)) throw new Refusal('etat-inconnu', 'Choisissez l’un des états proposés.')
    await moveDiagnostic(tx, actor, id, to)
    return { to: id, message: `Le diagnostic est maintenant : ${diagnosticEtats[to].toLowerCase()}.` }
  },
  voix: async ({ tx, actor, id, form }) => {
    const constat = String(form.get('constat'))
    await voteConstat(tx, actor, id, { id: constat, priorite: Number(form.get('priorite')) })
    return { to: `${id}#${constat}`, message: 'Votre voix est comptée.' }
  },
  figer: async ({ tx, actor, id, today, chiffres }) => {
    await freezeChiffres(tx, actor, id, { byConstat: chiffres, today })
    return { to: id, message: 'Chiffres figés : un import ne les change plus.' }
  },
  degeler: async ({ tx, actor, id }) => {
    await thawChiffres(tx, actor, id)
    return { to: id, message: 'Les chiffres suivent de nouveau les imports.' }
  },
  retirer: async ({ tx, actor, id, form }) => {
    await archiveConstat(tx, actor, id, String(form.get('constat')))
    return { to: id, message: 'Constat retiré.' }
  },
  reprendre: async ({ tx, actor, id, form }) => {
    const next = await renewDiagnostic(tx, actor, id, Number(form.get('annee')))
    return { to: next, message: 'Nouvelle version ouverte : les constats sont à relire.' }
  },
  lien: openLink,
  fermer: async ({ tx, actor, id, form, now }) => {
    await closeAppel(tx, actor, id, { id: String(form.get('appel')), now })
    return { to: `${id}#liens`, message: 'Ce lien ne s’ouvre plus.' }
  },
}

async function openLink({ tx, actor, id, form, today, secret, publicUrl }: DiagnosticVisit): Promise<Done> {
  const { destinataire, jours } = parseForm(appelInput, form)
  const { jeton, empreinte } = signedJeton(secret)
  await createAppel(tx, actor, id, { destinataire, empreinte, expireLe: endOfAppel(today, jours) })
  return { link: `${publicUrl}/contribuer/${jeton}`, destinataire }
}

export function runIntent(visit: DiagnosticVisit): Promise<Done> {
  const intent = intents[String(visit.form.get('geste'))]
  if (!intent) throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  return intent(visit)
}
