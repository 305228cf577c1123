import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { shorten } from '#app/lib/text.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import { notify } from '#app/platform/notifications.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { listContributions } from './contributions.queries.server.ts'
import type { Demarche } from './demarches.queries.server.ts'

const SHORT = 160

/**
 * Tells those who contributed what the text made of it: by mail to who came by a link, one mail each; on their page to
 * those who have an account.
 */
export async function tellContributors(tx: Tx, actor: Actor, demarche: Demarche): Promise<void> {
  const contributions = await listContributions(tx, demarche.id, { voice: { personneId: actor.personneId } })
  const authors = contributions.flatMap((its) => its.auteurId ?? [])
  await notify(tx, actor, {
    personneIds: authors,
    objet: `Le texte « ${demarche.titre} » est écrit : voyez ce que sont devenues vos contributions`,
    lien: `/demarches/${demarche.id}`,
  })
  const outcomes = new Map(contributions.map((its) => [its.id, outcomeOf(its)]))
  const { rows } = await sql<{ courriel: string; ids: string[] }>`
    select l.courriel, array_agg(c.id order by c.deposee_le) as ids
    from demarche_contribution c join demarche_lien l on l.territoire_id = c.territoire_id and l.id = c.lien_id
    where c.territoire_id = territoire_courant() and c.demarche_id = ${demarche.id} group by l.courriel order by l.courriel`.execute(
    tx,
  )
  for (const { courriel, ids } of rows)
    await queueMail(tx, {
      to: courriel,
      subject: `Ce qu’est devenue votre contribution : ${demarche.titre}`,
      text: `Le texte « ${demarche.titre} » est écrit. Vous y avez contribué ; voici ce qu’il en fait.\n\n${ids.flatMap((id) => outcomes.get(id) ?? []).join('\n\n')}\n\nMerci.\n${actor.territoireNom}\n`,
      territoireId: actor.territoireId,
    })
}

function outcomeOf(its: Awaited<ReturnType<typeof listContributions>>[number]): string {
  const said = `« ${shorten(its.texte, SHORT)} »`
  return its.traitement === 'reprise'
    ? `${said}\nReprise dans le texte.`
    : `${said}\nNon reprise : ${its.motifEcart}`
}
