import type { Tx } from '#app/db/connection.server.ts'
import { listPerimetreChoices } from '#app/features/territoires/index.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { type RouteArgs, read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { appelMoves, etatAt } from './appel.rules.ts'
import { addAppelPart, removeAppelPart, updateAppelPart } from './appel-parts.commands.server.ts'
import { type AppelPartKind, appelPartSpecs, isAppelPartKind } from './appel-parts.spec.ts'
import { copyAppel, moveAppel } from './appels.commands.server.ts'
import { type Appel, getAppel, getAppelById } from './appels.queries.server.ts'
import { listDossiers } from './dossiers.queries.server.ts'
import { canEditAppels } from './financements.permissions.ts'

type Args = RouteArgs & { params: { code: string } }

const askedOf = (args: Args) => ({ code: args.params.code, now: args.context.get(servicesContext).now() })

/** The page of a call: what it says, what one may do with it, one's own dossiers or all of them. */
export function loadAppelPage(args: Args) {
  return read(args, async ({ tx, actor }) => {
    const asked = askedOf(args)
    const appel = await getAppel(tx, actor, asked)
    const etat = etatAt(appel, asked.now)
    const canEdit = canEditAppels(actor)
    const dossiers = can(actor, 'dossiers.lire') ? await listDossiers(tx, actor, { appelId: appel.id }) : []
    return {
      appel,
      etat,
      now: asked.now.toISOString(),
      dossiers,
      canEdit,
      canApply: etat === 'ouvert' && can(actor, 'dossiers.deposer'),
      seesMoney: can(actor, 'dossiers.instruire'),
      moves: canEdit ? (appelMoves[etat] ?? []) : [],
      perimetres: canEdit ? await listPerimetreChoices(tx) : [],
    }
  })
}

export type AppelPage = Awaited<ReturnType<typeof loadAppelPage>>

interface Asked {
  tx: Tx
  actor: Actor
  appel: Appel
  form: FormData
  now: Date
}

/** What the forms of the page ask for; each gives the sentence shown after it. */
const intents: Record<string, (asked: Asked) => Promise<string>> = {
  ajouter: async ({ tx, actor, appel, form }) => {
    const kind = kindOf(form)
    await addAppelPart(tx, actor, appel.id, { kind, values: parseForm(appelPartSpecs[kind].schema, form) })
    return 'C’est ajouté.'
  },
  modifier: async ({ tx, actor, appel, form }) => {
    const kind = kindOf(form)
    const values = parseForm(appelPartSpecs[kind].schema, form)
    await updateAppelPart(tx, actor, appel.id, { kind, id: String(form.get('id')), values })
    return 'Modification enregistrée.'
  },
  retirer: async ({ tx, actor, appel, form }) => {
    await removeAppelPart(tx, actor, appel.id, { kind: kindOf(form), id: String(form.get('id')) })
    return 'C’est retiré : le journal en garde le texte.'
  },
  deplacer: async ({ tx, actor, appel, form, now }) => {
    const moves = appelMoves[etatAt(appel, now)] ?? []
    const move = moves.find((its) => its.to === form.get('vers'))
    if (!move) throw unknown()
    await moveAppel(tx, actor, appel, { to: move.to, now })
    return `${move.label} : c’est fait.`
  },
}

function kindOf(form: FormData): AppelPartKind {
  const kind = form.get('partie')
  if (isAppelPartKind(kind)) return kind
  throw unknown()
}

const unknown = () => new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')

export function appelAction(args: Args) {
  return write(args, async ({ tx, actor, form }) => {
    if (!canEditAppels(actor)) throw new Forbidden()
    const { now, ...asked } = askedOf(args)
    const appel = await getAppel(tx, actor, { ...asked, now })
    const base = `/t/${actor.territoireSlug}/financements/appels`
    if (form.get('intention') === 'copier') {
      const copy = await getAppelById(tx, await copyAppel(tx, actor, appel.id))
      return redirectWith(
        `${base}/${copy.code}`,
        'Appel copié pour l’année suivante : relisez ses dates et son texte.',
      )
    }
    const intent = intents[String(form.get('intention'))]
    if (!intent) throw unknown()
    return redirectWith(`${base}/${appel.code}`, await intent({ tx, actor, appel, form, now }))
  })
}
