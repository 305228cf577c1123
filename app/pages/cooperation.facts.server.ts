import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { visibleFiches } from '#app/features/fiches/index.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { Nature, Participation } from './cooperation.words.ts'

// Committees where everybody sits would tie everybody to everybody: only working groups count.
const WORKING = ['groupe_thematique', 'groupe_transversal', 'cotech', 'conference_financeurs', 'autre']

/** Every fact this person may read that brings organisations together, one row an organisation. */
export async function listParticipations(
  tx: Tx,
  actor: Actor,
  wanted: ReadonlySet<Nature>,
): Promise<Participation[]> {
  const sources = Object.entries(sourcesFor(actor)).flatMap(
    ([nature, source]) => (source && wanted.has(nature as Nature) ? [source] : []), // keys of a Record<Nature, …>
  )
  if (sources.length === 0) return []
  const { rows } = await sql<Participation>`select * from (${sql.join(sources, sql` union all `)})
    as participation (nature, fait, annee, organisation_id, titre, lien)`.execute(tx)
  return rows
}

function sourcesFor(actor: Actor): Record<Nature, RawBuilder<unknown> | null> {
  const here = sql`territoire_courant()`
  return {
    groupe: can(actor, 'instances.lire')
      ? sql`select 'groupe' as nature, s.id::text as fait, extract(year from s.jour)::int as annee, c.organisation_id,
          i.nom || ', ' || to_char(s.jour, 'DD/MM/YYYY') as titre, '/instances/' || i.id as lien
        from convocation c join seance s on s.territoire_id = c.territoire_id and s.id = c.seance_id and s.etat = 'tenue'
        join instance i on i.territoire_id = s.territoire_id and i.id = s.instance_id and i.nature = any(${WORKING})
        where c.territoire_id = ${here} and c.presence in ('present', 'represente')`
      : null,
    fiche: sql`select 'fiche', e.id::text, y.annee, o.organisation_id, e.code || ' ' || e.titre, '/fiches/' || e.code
      from fiche e
      join lateral (select e.porteur_id as organisation_id where e.porteur_id is not null
        union select fo.organisation_id from fiche_organisation fo where fo.territoire_id = e.territoire_id and fo.fiche_id = e.id
          and fo.role in ('operateur', 'partenaire')) o on true
      cross join lateral generate_series(extract(year from e.debut)::int, extract(year from coalesce(e.fin - 1, e.debut))::int) y (annee)
      where e.debut is not null and e.etat in ('validee', 'en_cours', 'terminee') and ${visibleFiches(actor)} and e.territoire_id = ${here}`,
    financement: can(actor, 'dossiers.instruire')
      ? sql`select 'financement', d.id::text, a.exercice, l.financeur_id, coalesce(d.numero || ' ', '') || d.titre, '/financements/dossiers/' || d.id
        from ligne l join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id and d.archive_le is null and d.depose_le is not null
        join appel_a_projets a on a.territoire_id = d.territoire_id and a.id = d.appel_id
        where l.territoire_id = ${here} and coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0) > 0`
      : null,
    signature: can(actor, 'strategie.lire')
      ? sql`select 'signature', d.id::text, extract(year from s.date_signature)::int, s.organisation_id, d.titre, '/documents/' || d.code
        from signataire s join document_cadre d on d.territoire_id = s.territoire_id and d.id = s.document_id and d.archive_le is null and d.etat <> 'redaction'
        where s.territoire_id = ${here} and s.date_signature is not null`
      : null,
    candidature: can(actor, 'candidatures.lire')
      ? sql`select 'candidature', k.id::text, extract(year from coalesce(k.depot_le, k.debut))::int, p.organisation_id, k.titre, '/candidatures/' || k.code
        from candidature_partenaire p join candidature k on k.territoire_id = p.territoire_id and k.id = p.candidature_id and k.archive_le is null
        where p.territoire_id = ${here} and coalesce(k.depot_le, k.debut) is not null and k.etat in ('deposee', 'gagnee', 'perdue')`
      : null,
  }
}
