import { ArrowDown, ArrowUp, ListOrdered } from 'lucide-react'
import { Form, Link } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, TextInput } from '#app/ui/form.tsx'
import { AxeDot } from '#app/ui/page.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/axes.route'
import { axeFields } from './axe.fields.ts'

export type Tree = Route.ComponentProps['loaderData']['trees'][number]

export function DocumentsLine({ documents, base }: { documents: Tree['documents']; base: string }) {
  const au = useAu()
  if (documents.length === 0) return null
  return (
    <p className="row small">
      <span className="muted">Arbre de</span>
      {documents.map((its) => (
        <Link key={its.code} to={`${base}/documents/${its.code}${au}`}>
          {its.titre}
        </Link>
      ))}
    </p>
  )
}

export function Tree({ tree, base, canMove }: { tree: Tree; base: string; canMove: boolean }) {
  const au = useAu()
  return (
    <ul className="tree">
      {tree.axes.map((axe) => (
        <li key={axe.id} className={`tree-node depth-${Math.min(axe.depth, 3)}`}>
          {axe.depth === 0 && <AxeDot numero={axe.numero} />}
          <span className="tree-words">
            {axe.depth > 0 && <span className="tree-num">{axe.numero}</span>}
            <Link to={`${base}/axes/${axe.id}${au}`}>{axe.titre}</Link>
          </span>
          {canMove && <Moves id={axe.id} numero={axe.numero} />}
        </li>
      ))}
    </ul>
  )
}

function Moves({ id, numero }: { id: string; numero: string }) {
  return (
    <Form method="post" className="tree-moves" preventScrollReset>
      <HiddenInput name="id" value={id} />
      <button type="submit" name="intention" value="haut" className="btn ghost small" title="Monter">
        <ArrowUp aria-hidden size={14} /> <span className="sr-only">{`Monter ${numero}`}</span>
      </button>
      <button type="submit" name="intention" value="bas" className="btn ghost small" title="Descendre">
        <ArrowDown aria-hidden size={14} /> <span className="sr-only">{`Descendre ${numero}`}</span>
      </button>
    </Form>
  )
}

export function TreeDesk({
  arbreId,
  at,
  refused,
}: {
  arbreId: string
  at: string
  refused: RefusedForm | undefined
}) {
  const mine =
    refused?.values.intention?.[0] === 'axe' && refused.values.arbreId?.[0] === arbreId ? refused : undefined
  return (
    <div className="stack-s">
      <Form method="post">
        <HiddenInput name="intention" value="renumeroter" />
        <HiddenInput name="arbreId" value={arbreId} />
        <button type="submit" className="btn small">
          <ListOrdered aria-hidden size={14} /> Renuméroter dans l’ordre
        </button>
      </Form>
      <details className="disclosure" open={mine !== undefined}>
        <summary>Ajouter un axe</summary>
        <Form method="post" className="form">
          <FormFields words={axeFields} values={{ debut: at }} refused={mine} idPrefix={`${arbreId}-`}>
            <HiddenInput name="intention" value="axe" />
            <HiddenInput name="arbreId" value={arbreId} />
            <HiddenInput name="parentId" value="" />
            <div className="form-section">
              <TextInput name="numero" required />
              <TextInput name="court" />
              <DateInput name="debut" required />
              <TextInput name="titre" required wide />
            </div>
          </FormFields>
          <div>
            <button type="submit" className="btn primary">
              Ajouter
            </button>
          </div>
        </Form>
      </details>
    </div>
  )
}

export function NewTree({ refused }: { refused: RefusedForm | undefined }) {
  const mine = refused?.values.intention?.[0] === 'arbre' ? refused : undefined
  return (
    <details className="disclosure">
      <summary>Créer un autre arbre d’axes</summary>
      <Form method="post" className="inline-form">
        <FormFields words={{ nom: { label: 'Nom de l’arbre' } }} values={{}} refused={mine}>
          <HiddenInput name="intention" value="arbre" />
          <TextInput name="nom" required />
        </FormFields>
        <button type="submit" className="btn">
          Créer
        </button>
      </Form>
    </details>
  )
}
