import { NotFound } from '#app/lib/errors.ts'
import { columnParts, type EcritSpec, saveColumns } from '#app/platform/ecrits/ecrit.server.ts'
import { rapportEvaluationTexts } from './rapport-evaluation.fields.ts'
import { getRapportEvaluation } from './rapport-evaluation.queries.server.ts'
import { mustEvaluate } from './referentiel.commands.server.ts'

/** The report of an evaluation, written by several people while it is a draft. */
export const rapportEvaluationEcrit: EcritSpec = {
  operation: 'evaluation.modifier',
  open: async (tx, actor, id) => {
    mustEvaluate(actor)
    const row = await tx
      .selectFrom('rapportEvaluation as r')
      .innerJoin('documentCadre as d', (join) =>
        join.onRef('d.territoireId', '=', 'r.territoireId').onRef('d.id', '=', 'r.documentId'),
      )
      .select(['r.documentId', 'd.code'])
      .where('r.id', '=', id)
      .executeTakeFirst()
    if (!row) throw new NotFound()
    const rapport = await getRapportEvaluation(tx, actor, row.documentId, id)
    return {
      entite: 'rapport_evaluation',
      id,
      titre: rapport.titre,
      lien: `/textes/evaluation/${id}`,
      page: `/evaluation/${row.code}/rapports/${id}`,
      parts: columnParts(rapportEvaluationTexts, rapport),
      ferme:
        rapport.etat === 'brouillon'
          ? null
          : 'Ce rapport n’est plus un brouillon : reprenez-le en brouillon pour changer ses textes.',
    }
  },
  save: (tx, _actor, id, texts) => saveColumns(tx, 'rapportEvaluation', id, texts),
}
