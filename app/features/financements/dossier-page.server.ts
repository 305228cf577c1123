import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import {
  type RouteArgs,
  read,
  redirectWith,
  servicesContext,
  type Visit,
  versionOf,
  write,
} from '#app/platform/http.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { getAppelById } from './appels.queries.server.ts'
import { isGranted, listLateReports } from './comptes-attendus.server.ts'
import { stepsOf } from './dossier.steps.ts'
import { type DossierEtat, dossierEtats } from './dossier.words.ts'
import { carriesFile, receivePiece } from './dossier-fichiers.server.ts'
import { type Dossier, getDossier } from './dossiers.queries.server.ts'
import { canCarry } from './financements.permissions.ts'
import { listGrille, markDossier } from './grille.server.ts'
import { decideLigne, giveOpinion, moveDossier, sendBack } from './instruction.commands.server.ts'
import { listLignes } from './instruction.queries.server.ts'
import { dossierMoves } from './instruction.rules.ts'
import { avisInput, decisionInput } from './instruction.schema.ts'
import { findRib } from './rib.server.ts'
import { takeBack } from './signature.server.ts'
import { getStructure } from './structure.server.ts'

type Args = RouteArgs & { params: { id: string } }

/** A dossier as whoever may read it reads it. */
export function loadDossierPage(args: Args) {
  const { secret } = args.context.get(servicesContext)
  return read(args, async ({ tx, actor, today }) => {
    const dossier = await getDossier(tx, actor, args.params.id)
    const appel = await getAppelById(tx, dossier.appelId)
    return {
      dossier,
      appel: { code: appel.code, titre: appel.titre, pieces: appel.pieces, exercice: appel.exercice },
      firstStep: stepsOf(appel.formulaire)[0],
      structure: await getStructure(tx, dossier.porteurId),
      rib: await findRib(tx, actor, { organisationId: dossier.porteurId, secret }),
      lignes: await listLignes(tx, actor, dossier, appel.avisPartages),
      grille: await listGrille(tx, actor, dossier, appel),
      personneId: actor.personneId,
      isGranted: await isGranted(tx, dossier.id),
      moves: can(actor, 'dossiers.instruire') ? (dossierMoves[dossier.etat] ?? []) : [],
      canCarry: canCarry(actor, dossier),
      // Another's accounts are nobody else's business: its carrier and who instructs.
      late: canReadLate(actor, dossier) ? await listLateReports(tx, dossier.porteurId, today) : [],
      today,
    }
  })
}

function canReadLate(actor: Actor, dossier: Dossier): boolean {
  return can(actor, 'dossiers.instruire') || canCarry(actor, dossier)
}

export type DossierPage = Awaited<ReturnType<typeof loadDossierPage>>

type Sent = Visit & { form: FormData; dossier: Dossier; page: string }

const unknown = () => new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')

/** What the forms of the page ask; each gives the sentence shown after it. */
const intents: Record<string, (sent: Sent) => Promise<string>> = {
  renvoyer: async ({ tx, actor, dossier }) => {
    await sendBack(tx, actor, dossier.id)
    return 'Dossier renvoyé : il est de nouveau entre les mains des instructeurs.'
  },
  avancer: async ({ tx, actor, form, dossier, page }) => {
    const to = Object.keys(dossierEtats).find((its) => its === form.get('vers')) as DossierEtat | undefined // a key of the record
    if (!to) throw unknown()
    await moveDossier(tx, actor, dossier.id, { to, motif: String(form.get('motif') ?? ''), page })
    return `Dossier ${dossierEtats[to].toLowerCase()} : c’est noté.`
  },
  aviser: async ({ tx, actor, form }) => {
    const input = parseForm(avisInput, form)
    await giveOpinion(tx, actor, String(form.get('ligne')), { version: versionOf(form), input })
    return 'Avis enregistré.'
  },
  noter: async ({ tx, actor, form, dossier }) => {
    await markDossier(tx, actor, dossier.id, form)
    return 'Notes enregistrées.'
  },
  decider: async ({ tx, actor, form }) => {
    const input = parseForm(decisionInput, form)
    await decideLigne(tx, actor, String(form.get('ligne')), { version: versionOf(form), input })
    return 'Décision enregistrée.'
  },
}

export function dossierAction(args: Args) {
  if (carriesFile(args.request)) return receivePiece(args)
  const { publicUrl } = args.context.get(servicesContext).config
  return write(args, async (visit) => {
    const { tx, actor, form } = visit
    const dossier = await getDossier(tx, actor, args.params.id)
    const path = `/t/${actor.territoireSlug}/financements/dossiers/${dossier.id}`
    if (form.get('intention') === 'reprendre') {
      if (!canCarry(actor, dossier)) throw new Forbidden()
      await takeBack(tx, actor, dossier.id)
      return redirectWith(`${path}/depot`, 'Dossier repris : le lien de signature ne s’ouvre plus.')
    }
    const intent = intents[String(form.get('intention'))]
    if (!intent)
      throw can(actor, 'dossiers.instruire') || canCarry(actor, dossier) ? unknown() : new Forbidden()
    return redirectWith(path, await intent({ ...visit, dossier, page: `${publicUrl}${path}` }))
  })
}
