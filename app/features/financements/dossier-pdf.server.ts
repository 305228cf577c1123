import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { getAppelById } from './appels.queries.server.ts'
import { dossierDocument } from './dossier-document.ts'
import { getDossier } from './dossiers.queries.server.ts'
import { findRib } from './rib.server.ts'
import { getStructure } from './structure.server.ts'

/** The document of a dossier; its account number keeps its last signs only, whoever prints it. */
export async function printedDossier(
  tx: Tx,
  actor: Actor,
  asked: { id: string; secret: string; today: IsoDate },
) {
  const dossier = await getDossier(tx, actor, asked.id)
  const rib = await findRib(tx, actor, { organisationId: dossier.porteurId, secret: asked.secret })
  return dossierDocument({
    dossier,
    structure: await getStructure(tx, dossier.porteurId),
    appel: await getAppelById(tx, dossier.appelId),
    iban: rib ? `${rib.titulaire}, compte finissant par ${rib.iban.slice(-4)}` : null,
    issuer: actor.territoireNom,
    today: asked.today,
  })
}
