import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { makeReferences, type Reference, type ReferenceKind, type References } from './fiche-references.ts'
import { visibleTo } from './fiches.queries.server.ts'

/** The names of everything a spreadsheet of fiches may refer to, read in one statement. */
export async function loadReferences(tx: Tx, actor: Actor): Promise<References> {
  const { rows } = await sql<Reference & { kind: ReferenceKind }>`
    select 'axe' as kind, a.id::text, v.numero || '. ' || v.titre as label, array[v.numero, v.titre, v.court] as aliases
      from axe a join lateral (select numero, titre, court from axe_version v where v.territoire_id = a.territoire_id and v.axe_id = a.id order by v.debut desc limit 1) v on true
    union all select 'theme', id::text, nom, '{}' from theme_transversal
    union all select 'document', id::text, titre, array[code] from document_cadre
    union all select 'commune', code, nom, array[code, code || nom] from commune
    union all select 'qpv', code, nom || ' (' || code || ')', array[code] from qpv
    union all select 'organisation', id::text, nom, array_remove(array[sigle, siret, siren], null) from organisation where fusionnee_dans is null
    union all select 'fiche', e.id::text, e.code || ' ' || e.titre, array[e.code] from fiche e where e.nature = 'programme' and ${visibleTo(actor)}`.execute(
    tx,
  )
  const of = (kind: ReferenceKind) => rows.filter((row) => row.kind === kind)
  return makeReferences({
    axe: of('axe'),
    theme: of('theme'),
    document: of('document'),
    commune: of('commune'),
    qpv: of('qpv'),
    organisation: of('organisation'),
    fiche: of('fiche'),
  })
}
