import { Undo2 } from 'lucide-react'
import { Form } from 'react-router'
import type { DiffPiece } from '#app/lib/text-diff.ts'
import { HiddenInput, Options } from './form.tsx'
import { Card, Empty } from './page.tsx'
import './ecrit.css'

interface ComparisonProps {
  versions: ReadonlyArray<{ numero: number; motif: string }>
  before: number
  /** Null is the text of today. */
  after: number | null
  parts: ReadonlyArray<{ cle: string; label: string; pieces: ReadonlyArray<DiffPiece> }>
  isOpen: boolean
  /** The page of the text, that takes it back to a version. */
  deskTo: string
}

/** What changed between two versions, part by part and word by word; what did not change is only named. */
export function EcritComparison({ versions, before, after, parts, isOpen, deskTo }: ComparisonProps) {
  const changed = parts.filter(({ pieces }) => pieces.some(({ kind }) => kind !== 'same'))
  const same = parts.filter((part) => !changed.includes(part)).map(({ label }) => `«\u00a0${label}\u00a0»`)
  return (
    <div className="stack">
      <ChooseForm {...{ versions, before, after }} />
      {changed.length === 0 && <Empty title="Rien ne change d’une version à l’autre." />}
      {changed.map(({ cle, label, pieces }) => (
        <Card key={cle} title={label}>
          <p className="prose ecrit-diff">
            <Pieces pieces={pieces} />
          </p>
        </Card>
      ))}
      {changed.length > 0 && same.length > 0 && <p className="muted">{`Inchangé : ${same.join(', ')}.`}</p>}
      {isOpen && changed.length > 0 && (
        <Form method="post" action={deskTo}>
          <HiddenInput name="intention" value="version.retablir" />
          <HiddenInput name="numero" value={before} />
          <button type="submit" className="btn">
            <Undo2 aria-hidden size={16} /> {`Revenir à la version ${before}`}
          </button>
        </Form>
      )}
    </div>
  )
}

const tags = { added: 'ins', removed: 'del', same: 'span' } as const

function Pieces({ pieces }: { pieces: ReadonlyArray<DiffPiece> }) {
  return pieces.map(({ kind, text }, index) => {
    const Tag = tags[kind]
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a comparison have no identity and never move
      <Tag key={index}>{text}</Tag>
    )
  })
}

function ChooseForm({ versions, before, after }: Pick<ComparisonProps, 'versions' | 'before' | 'after'>) {
  const items = versions.map(({ numero, motif }) => ({
    value: String(numero),
    label: `Version ${numero} : ${motif}`,
  }))
  return (
    <Form method="get" className="card row" key={`${before}-${after}`}>
      <label className="row">
        <span>De</span>
        <select className="input" name="de" defaultValue={before}>
          <Options items={items} />
        </select>
      </label>
      <label className="row">
        <span>à</span>
        <select className="input" name="a" defaultValue={after ?? ''}>
          <option value="">le texte d’aujourd’hui</option>
          <Options items={items} />
        </select>
      </label>
      <button type="submit" className="btn">
        Comparer
      </button>
    </Form>
  )
}
