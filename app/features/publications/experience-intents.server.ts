import { Refusal } from '#app/lib/errors.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { type ExperienceEtat, experienceEtats } from './experience.schema.ts'
import { archiveExperience, dropBloc, moveExperience, refreezeBlocs } from './experiences.commands.server.ts'
import { getExperience } from './experiences.queries.server.ts'
import { publish, withdraw } from './publications.commands.server.ts'

interface Said {
  sentence: string
  gone?: boolean
}

/** What a button of the page of a sheet asks. */
export async function experienceAction(
  visit: Visit & { form: FormData },
  id: string,
  now: Date,
): Promise<Said> {
  const { tx, actor, today, form } = visit
  await getExperience(tx, actor, id)
  const intention = String(form.get('intention') ?? '')
  const cle = String(form.get('cle') ?? '')
  switch (intention) {
    case 'etat':
      await moveExperience(tx, actor, id, { to: etatOf(form), now })
      return { sentence: 'L’état de la fiche est changé.' }
    case 'figer':
      await refreezeBlocs(tx, actor, id, { cle: cle || null, at: today, today })
      return { sentence: 'La fiche reprend ce que le projet dit aujourd’hui.' }
    case 'retirer-bloc':
      await dropBloc(tx, actor, id, cle)
      return { sentence: 'Le bloc est retiré de la fiche.' }
    case 'publier':
      await publish(visit, { nature: 'experience', id }, now)
      return { sentence: 'La fiche est publiée sur le portail.' }
    case 'depublier':
      await withdraw(tx, actor, { nature: 'experience', id }, now)
      return { sentence: 'La fiche n’est plus sur le portail.' }
    case 'archiver':
      await archiveExperience(tx, actor, id, now)
      return { sentence: 'La fiche est rangée.', gone: true }
    default:
      throw new Refusal('geste-inconnu', 'Ce bouton n’existe pas : rechargez la page.')
  }
}

function etatOf(form: FormData): ExperienceEtat {
  const asked = String(form.get('vers') ?? '')
  if (Object.hasOwn(experienceEtats, asked)) return asked as ExperienceEtat // a key of the record
  throw new Refusal('etat-inconnu', 'Cet état n’existe pas : rechargez la page.')
}
