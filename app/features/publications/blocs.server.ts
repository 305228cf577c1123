import type { Tx } from '#app/db/connection.server.ts'
import { loadFichePage } from '#app/features/fiches/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { formatDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { documentBlocs } from './blocs-document.ts'
import { ficheBlocs } from './blocs-fiche.ts'
import { listFiliation, listProgrammes, listTeam, loadTwins } from './blocs-queries.server.ts'
import { loadCadre } from './cadre-matter.server.ts'
import type { ExperienceObjet, LiveBloc } from './experience.schema.ts'

export interface Subject {
  objet: ExperienceObjet
  code: string
}

/** What the project says today, or said on a day, about the subject of a sheet. */
export async function liveBlocs(
  tx: Tx,
  actor: Actor,
  subject: Subject,
  dates: { at: IsoDate; today: IsoDate },
): Promise<LiveBloc[]> {
  const source = `Espace de travail du projet, état au ${formatDate(dates.at)}`
  const blocs =
    subject.objet === 'fiche'
      ? ficheBlocs(await loadFichePage(tx, actor, subject.code, dates.today))
      : documentBlocs(await loadDocumentMatter(tx, actor, subject.code, dates))
  return blocs.filter((bloc) => bloc.lignes.length > 0).map((bloc) => ({ ...bloc, source }))
}

async function loadDocumentMatter(
  tx: Tx,
  actor: Actor,
  code: string,
  dates: { at: IsoDate; today: IsoDate },
) {
  const cadre = await loadCadre(tx, actor, code, dates)
  return {
    cadre,
    twins: await loadTwins(tx, actor, cadre, dates.at),
    filiation: await listFiliation(tx, actor, dates.at),
    programmes: await listProgrammes(tx, actor, cadre.document.id),
    team: await listTeam(tx, actor, dates.at),
  }
}

export type DocumentMatter = Awaited<ReturnType<typeof loadDocumentMatter>>
