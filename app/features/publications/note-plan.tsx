import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { Form } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { type Choice, FormFields, HiddenInput, SelectInput, TextInput } from '#app/ui/form.tsx'
import { Card } from '#app/ui/page.tsx'
import { blocWords, partieFields } from './note.fields.ts'
import { BlocMoves, BlocState } from './note-cards.tsx'
import type { NotePage } from './note-page.server.ts'

type Partie = NotePage['parties'][number]

interface PartieCardProps {
  partie: Partie
  rang: number
  isLast: boolean
  choices: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

/** A part of the plan: its heading and instruction, its blocks, its place. */
export function PartieCard({ partie, rang, isLast, choices, refused }: PartieCardProps) {
  const mine = refused?.values.partie?.[0] === partie.id ? refused : undefined
  const aside = (
    <Form method="post" className="row" preventScrollReset>
      <HiddenInput name="partie" value={partie.id} />
      <HiddenInput name="intention" value="partie.deplacer" />
      {rang > 1 && (
        <button type="submit" className="btn ghost small" name="sens" value="haut">
          <ArrowUp aria-hidden size={14} /> <span className="sr-only">Monter {partie.titre}</span>
        </button>
      )}
      {!isLast && (
        <button type="submit" className="btn ghost small" name="sens" value="bas">
          <ArrowDown aria-hidden size={14} /> <span className="sr-only">Descendre {partie.titre}</span>
        </button>
      )}
    </Form>
  )
  return (
    <Card title={`${rang}. ${partie.titre}`} aside={aside}>
      <div className="stack">
        {partie.blocs.length > 0 && (
          <ul className="list blocs">
            {partie.blocs.map((bloc) => (
              <li key={bloc.id} className="stack-s">
                <BlocState bloc={bloc} />
                <BlocMoves bloc={bloc} canRemove />
              </li>
            ))}
          </ul>
        )}
        <BlocForm partie={partie} choices={choices} refused={mine} />
        <details>
          <summary>Changer l’intertitre ou retirer la partie</summary>
          <PartieForm partie={partie} refused={mine} />
          <Form method="post">
            <HiddenInput name="partie" value={partie.id} />
            <button type="submit" className="btn ghost small" name="intention" value="partie.retirer">
              <Trash2 aria-hidden size={14} /> Retirer la partie
              <span className="sr-only"> {partie.titre}</span>
            </button>
          </Form>
        </details>
      </div>
    </Card>
  )
}

function BlocForm({
  partie,
  choices,
  refused,
}: {
  partie: Partie
  choices: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}) {
  return (
    <Form method="post" className="stack-s" preventScrollReset key={partie.blocs.length}>
      <FormFields words={blocWords} values={{}} refused={refused} idPrefix={`${partie.id}-`}>
        <HiddenInput name="intention" value="bloc.ajouter" />
        <HiddenInput name="partie" value={partie.id} />
        <SelectInput
          name="bloc"
          choices={choices}
          empty="Choisir un chiffre, une carte, une liste…"
          required
        />
        <div>
          <button type="submit" className="btn small">
            Ajouter ce bloc<span className="sr-only"> à {partie.titre}</span>
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

/** The heading and the instruction of a part, new or not. */
export function PartieForm({ partie, refused }: { partie: Partie | null; refused: RefusedForm | undefined }) {
  return (
    <Form method="post" className="stack-s" preventScrollReset>
      <FormFields
        words={partieFields}
        values={partie ?? {}}
        refused={refused}
        idPrefix={partie ? `${partie.id}-` : 'nouvelle-'}
      >
        <HiddenInput name="intention" value={partie ? 'partie.modifier' : 'partie.ajouter'} />
        {partie && <HiddenInput name="partie" value={partie.id} />}
        <TextInput name="titre" required wide />
        <TextInput name="aide" wide />
        <div>
          <button type="submit" className="btn small">
            {partie ? 'Enregistrer cette partie' : 'Ajouter cette partie'}
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
