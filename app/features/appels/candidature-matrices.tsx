import type { ReactNode } from 'react'
import { formatCount } from '#app/lib/text.ts'
import type { Choice } from '#app/ui/form.tsx'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Candidature } from './candidature.rules.ts'
import './appels.css'

interface MatrixProps {
  title: string
  lead: string
  corner: string
  columns: ReadonlyArray<{ id: string; label: string; title: string }>
  rows: ReadonlyArray<{ id: string; label: ReactNode; covers: (column: string) => boolean }>
}

/** Rows against columns: a mark where one covers the other, and how many in all. */
function Matrix({ title, lead, corner, columns, rows }: MatrixProps) {
  const head = (
    <>
      <th scope="col">{corner}</th>
      {columns.map((column) => (
        <th scope="col" key={column.id} title={column.title}>
          {column.label}
        </th>
      ))}
      <th scope="col" className="num">
        Total
      </th>
    </>
  )
  return (
    <Card title={title}>
      <p className="muted">{lead}</p>
      <Table caption={title} head={head}>
        {rows.map((row) => {
          const covered = columns.filter((column) => row.covers(column.id))
          return (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              {columns.map((column) => (
                <td className="cover" key={column.id}>
                  {covered.includes(column) && (
                    <>
                      <span aria-hidden>●</span>
                      <span className="sr-only">oui</span>
                    </>
                  )}
                </td>
              ))}
              <td className="num">{covered.length}</td>
            </tr>
          )
        })}
      </Table>
    </Card>
  )
}

const actionColumns = (bid: Candidature) =>
  bid.actions.map(({ id, code, titre }) => ({ id, label: code, title: titre }))

/** Who operates what. */
export function OperatorMatrix({ bid }: { bid: Candidature }) {
  const operators = new Map(
    bid.actions.flatMap((its) => (its.operateurId ? [[its.operateurId, its.operateur ?? ''] as const] : [])),
  )
  const byId = new Map(bid.actions.map((its) => [its.id, its]))
  return (
    <Matrix
      title="Actions par opérateur"
      lead="Qui porte quoi : un opérateur trop chargé, ou une action sans personne, se voient ici."
      corner="Opérateur"
      columns={actionColumns(bid)}
      rows={[...operators].map(([id, label]) => ({
        id,
        label,
        covers: (action) => byId.get(action)?.operateurId === id,
      }))}
    />
  )
}

/** Where each action takes place. */
export function CommuneMatrix({ bid, communes }: { bid: Candidature; communes: ReadonlyArray<Choice> }) {
  if (bid.actions.every((its) => its.communeCodes.length === 0))
    return (
      <Card title="Actions par commune">
        <p className="muted">
          Toutes les actions valent pour tout le territoire, soit {formatCount(communes.length, 'commune')}.
        </p>
      </Card>
    )
  const byId = new Map(bid.actions.map((its) => [its.id, its]))
  const covers = (action: string, code: string): boolean => {
    const codes = byId.get(action)?.communeCodes ?? []
    return codes.length === 0 || codes.includes(code)
  }
  return (
    <Matrix
      title="Actions par commune"
      lead="Une action sans commune choisie vaut pour tout le territoire."
      corner="Commune"
      columns={actionColumns(bid)}
      rows={communes.map(({ value, label }) => ({
        id: value,
        label,
        covers: (action) => covers(action, value),
      }))}
    />
  )
}

/** Which piece answers which requirement of the call. */
export function RequirementMatrix({ bid }: { bid: Candidature }) {
  return (
    <Matrix
      title="Exigences et pièces"
      lead="Une ligne vide est une exigence à laquelle aucune pièce ne répond."
      corner="Exigence de l’appel"
      columns={bid.pieces.map(({ id, titre }) => ({ id, label: titre, title: titre }))}
      rows={bid.exigences.map((its) => ({
        id: its.id,
        label: its.titre,
        covers: (piece) => its.pieceIds.includes(piece),
      }))}
    />
  )
}
