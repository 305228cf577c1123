import { columnParts, type EcritSpec, saveColumns } from '#app/platform/ecrits/ecrit.server.ts'
import { mustWrite } from './experience-draft.server.ts'
import { rapportFields } from './rapport.fields.ts'
import { getRapport } from './rapports.queries.server.ts'

/** The annual report, written by several people until it is submitted for opinion. */
export const rapportEcrit: EcritSpec = {
  operation: 'publications.rediger',
  open: async (tx, actor, id) => {
    mustWrite(actor)
    const rapport = await getRapport(tx, actor, id)
    return {
      entite: 'rapport',
      id,
      titre: `Rapport annuel politique de la ville ${rapport.annee}`,
      lien: `/textes/rapport/${id}`,
      page: `/publications/rapports/${id}`,
      parts: columnParts(rapportFields, rapport),
      ferme:
        rapport.etat === 'redaction' ? null : 'Ce rapport est soumis pour avis : son texte ne change plus.',
    }
  },
  save: (tx, _actor, id, texts) => saveColumns(tx, 'rapportAnnuel', id, texts),
}
