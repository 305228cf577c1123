import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { type RouteArgs, read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { getAppelById } from './appels.queries.server.ts'
import { stepsOf } from './dossier.steps.ts'
import { getDossier } from './dossiers.queries.server.ts'
import { canCarry } from './financements.permissions.ts'
import { findRib } from './rib.server.ts'
import { takeBack } from './signature.server.ts'
import { getStructure } from './structure.server.ts'

type Args = RouteArgs & { params: { id: string } }

/** A dossier as whoever may read it reads it. */
export function loadDossierPage(args: Args) {
  const { secret } = args.context.get(servicesContext)
  return read(args, async ({ tx, actor }) => {
    const dossier = await getDossier(tx, actor, args.params.id)
    const appel = await getAppelById(tx, dossier.appelId)
    return {
      dossier,
      appel: { code: appel.code, titre: appel.titre, pieces: appel.pieces, exercice: appel.exercice },
      firstStep: stepsOf(appel.formulaire)[0],
      structure: await getStructure(tx, dossier.porteurId),
      rib: await findRib(tx, actor, { organisationId: dossier.porteurId, secret }),
      canCarry: canCarry(actor, dossier),
    }
  })
}

export type DossierPage = Awaited<ReturnType<typeof loadDossierPage>>

export function dossierAction(args: Args) {
  return write(args, async ({ tx, actor, form }) => {
    const dossier = await getDossier(tx, actor, args.params.id)
    if (!canCarry(actor, dossier)) throw new Forbidden()
    if (form.get('intention') !== 'reprendre')
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
    await takeBack(tx, actor, dossier.id)
    return redirectWith(
      `/t/${actor.territoireSlug}/financements/dossiers/${dossier.id}/depot`,
      'Dossier repris : le lien de signature ne s’ouvre plus.',
    )
  })
}
