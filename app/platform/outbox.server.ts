import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type Actor, can } from './permissions.ts'
import { PAGE_SIZE } from './search-params.ts'

const etats = ['a_envoyer', 'envoye', 'refuse', 'boite_locale'] as const

export type EtatCourriel = (typeof etats)[number]

export function isEtatCourriel(value: string | undefined): value is EtatCourriel {
  return etats.some((etat) => etat === value)
}

/** One page of the mails of this territory, newest first. */
export async function listCourriels(
  tx: Tx,
  actor: Actor,
  filter: { etat?: EtatCourriel | undefined; page: number },
) {
  if (!can(actor, 'courriels.lire')) throw new Forbidden()
  const rows = await tx
    .selectFrom('courriel')
    .select(['id', 'destinataire', 'objet', 'etat', 'tentatives', 'erreur', 'creeLe', 'envoyeLe'])
    .select(sql<number>`count(*) over ()`.as('total'))
    .where('territoireId', '=', actor.territoireId)
    .$if(filter.etat !== undefined, (query) => query.where('etat', '=', filter.etat ?? 'a_envoyer'))
    .orderBy('id', 'desc')
    .limit(PAGE_SIZE)
    .offset((filter.page - 1) * PAGE_SIZE)
    .execute()
  return { rows, total: rows[0]?.total ?? 0 }
}

// Whoever holds such a link becomes the person: only those who give roles anyway may hand it over.
const personalLink = /(\/(?:connexion\/(?:invitation|mot-de-passe)|convocation|signature)\/)[\w-]+/g

/**
 * One mail, its personal links hidden from those who do not manage the accounts; from everybody when mail leaves from
 * here (`leaves`), since the person receives it.
 */
export async function getCourriel(tx: Tx, actor: Actor, id: string, given: { leaves: boolean }) {
  if (!can(actor, 'courriels.lire')) throw new Forbidden()
  const found = isId(id)
    ? await tx
        .selectFrom('courriel')
        .select([
          'id',
          'destinataire',
          'objet',
          'texte',
          'etat',
          'tentatives',
          'erreur',
          'creeLe',
          'envoyeLe',
        ])
        .where('territoireId', '=', actor.territoireId)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!found) throw new NotFound()
  const stays = found.etat === 'boite_locale' || (found.etat === 'a_envoyer' && !given.leaves)
  const shown = stays && can(actor, 'comptes.gerer')
  return shown ? found : { ...found, texte: found.texte.replace(personalLink, '$1(lien personnel masqué)') }
}
