import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { LabelKind, Labels } from './fields.ts'

const sources: Record<LabelKind, { table: string; key: string; label: string }> = {
  organisation: { table: 'organisation', key: 'id', label: 'nom' },
  commune: { table: 'commune', key: 'code', label: 'nom' },
  qpv: { table: 'qpv', key: 'code', label: "nom || ' (' || code || ')'" },
  theme: { table: 'theme_transversal', key: 'id', label: 'nom' },
  document: { table: 'document_cadre', key: 'id', label: 'titre' },
  fiche: { table: 'fiche', key: 'id', label: "code || ' ' || titre" },
  personne: { table: 'personne', key: 'id', label: 'nom' },
  perimetre: { table: 'perimetre', key: 'id', label: 'nom' },
  instance: { table: 'instance', key: 'id', label: 'nom' },
  zone: { table: 'zone', key: 'id', label: 'nom' },
  axe: {
    table:
      "(select distinct on (axe_id) axe_id as id, numero || '. ' || titre as nom from axe_version order by axe_id, debut desc)",
    key: 'id',
    label: 'nom',
  },
}

/** The names of related things, one query a kind, whatever the number of rows. An unknown id is shown as it is. */
export async function labelsFor(
  tx: Tx,
  wanted: Partial<Record<LabelKind, ReadonlyArray<string | null>>>,
): Promise<Labels> {
  const known = new Map<string, string>()
  for (const [kind, ids] of Object.entries(wanted) as Array<[LabelKind, ReadonlyArray<string | null>]>) {
    // entries of a record of kinds
    const asked = [...new Set(ids.filter((id) => id !== null))]
    if (asked.length === 0) continue
    const { table, key, label } = sources[kind]
    const { rows } = await sql<{ id: string; nom: string }>`
      select ${sql.raw(key)}::text as id, ${sql.raw(label)} as nom from ${sql.raw(table)} as source where ${sql.raw(key)}::text = any(${asked})`.execute(
      tx,
    )
    for (const row of rows) known.set(`${kind}:${row.id}`, row.nom)
  }
  return (kind, id) => known.get(`${kind}:${id}`) ?? id
}
