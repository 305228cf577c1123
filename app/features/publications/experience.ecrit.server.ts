import { formatDate } from '#app/lib/dates.ts'
import { formatShortList } from '#app/lib/text.ts'
import { columnParts, type EcritSpec, saveColumns } from '#app/platform/ecrits/ecrit.server.ts'
import { experienceTexts } from './experience.fields.ts'
import type { Bloc } from './experience.schema.ts'
import { backToDraft, mustWrite } from './experience-draft.server.ts'
import { getExperience } from './experiences.queries.server.ts'

const LINES_SHOWN = 6

/** The case sheet, written by several people. One that was read over goes back to its authors when it changes. */
export const experienceEcrit: EcritSpec = {
  operation: 'publications.rediger',
  open: async (tx, actor, id) => {
    mustWrite(actor)
    const sheet = await getExperience(tx, actor, id)
    return {
      entite: 'experience',
      id,
      titre: sheet.titre,
      lien: `/textes/experience/${id}`,
      page: `/publications/experiences/${id}`,
      parts: columnParts(experienceTexts, sheet).map((part) => ({
        ...part,
        pris: sheet.blocs.filter(({ section }) => section === part.cle).map(takenLine),
      })),
      ferme: null,
    }
  },
  save: async (tx, actor, id, texts) => {
    await saveColumns(tx, 'experience', id, texts)
    await backToDraft(tx, actor, id)
  },
}

function takenLine({ titre, lignes, figeLe }: Bloc): string {
  return `${titre} : ${formatShortList(lignes, LINES_SHOWN)} (pris dans le projet, figé le ${formatDate(figeLe)})`
}
