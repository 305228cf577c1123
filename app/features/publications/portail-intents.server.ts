import { NotFound, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { formatCount } from '#app/lib/text.ts'
import { type Visit, versionOf } from '#app/platform/http.server.ts'
import { savePortail } from './portail.commands.server.ts'
import { portailInput } from './portail.schema.ts'
import { type PublicNature, publicNatures } from './public.schema.ts'
import { mustPublish, publish, withdraw } from './publications.commands.server.ts'
import { listPublishable } from './publications.queries.server.ts'

/** What a form of the settings of the portal asks. @returns what to say */
export async function portailAction(visit: Visit & { form: FormData }, now: Date): Promise<string> {
  const { tx, actor, form } = visit
  mustPublish(actor)
  switch (form.get('intention')) {
    case 'depublier':
      await withdraw(tx, actor, { nature: natureOf(form), id: String(form.get('objet')) }, now)
      return 'Retiré du portail.'
    case 'publier-fiches': {
      const ids = await listPublishable(tx, actor)
      for (const id of ids) await publish(visit, { nature: 'fiche', id }, now)
      return `${formatCount(ids.length, 'fiche publiée', 'fiches publiées')}.`
    }
    case 'regler':
    case null:
      await savePortail(tx, actor, { version: versionOf(form), input: parseForm(portailInput, form) })
      return 'Réglages enregistrés.'
    default:
      throw new Refusal('geste-inconnu', 'Ce bouton n’existe pas : rechargez la page.')
  }
}

function natureOf(form: FormData): PublicNature {
  const asked = String(form.get('nature'))
  if (!Object.hasOwn(publicNatures, asked)) throw new NotFound()
  return asked as PublicNature // a key of the record
}
